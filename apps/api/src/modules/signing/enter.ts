import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Request, Response } from 'express';
import type { Actor, RequestInfo } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Sessions } from '../../platform/auth/sessions.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { LinkTokens } from '../../platform/links/link-tokens.js';
import { RateLimits } from '../../platform/rate/rate-limits.js';
import { identityRecords, type LinkRecord } from '../identity/index.js';
import { AccessCodes, mostCodeTries } from './access-code.js';
import { signerActor } from './access.js';
import { linkMinutes } from './invite.js';
import { SigningMails } from './mails.js';
import type { RecipientRow, RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';

interface Opened { readonly link: LinkRecord; readonly actor: Actor; readonly expired: boolean }

/** The way in by a mailed link: looking at it consumes nothing, entering opens a session, an expired one renews itself (D18). */
@Injectable()
export class EnterByLink {
  constructor(
    private readonly db: Db, private readonly tokens: LinkTokens, private readonly sessions: Sessions, private readonly limits: RateLimits, private readonly repository: SigningRepository, private readonly mails: SigningMails, private readonly codes: AccessCodes,
  ) {}

  /** Throws link_invalid for an unknown link and for one that was passed on. */
  async open(token: string, info: RequestInfo): Promise<ResponseOf<typeof signingRoutes.open>> {
    const { actor, expired } = await this.resolve(token, info);
    return this.db.read(actor, async (tx) => {
      const { recipient, request } = await this.alive(tx);
      const names = found(await tx.one<{ number: string; name: string }>('select c.contract_number as number, cl.company_name as name from hoshu.contract c join hoshu.client cl on cl.id = c.client_id where c.id = $1', [recipient.contract_id]));
      return {
        purpose: 'signing' as const, status: expired ? ('expired' as const) : ('valid' as const), contractNumber: names.number, vendorName: await this.mails.vendorName(tx), clientName: names.name,
        personName: recipient.person_name, role: recipient.role, state: request.state, expiresOn: request.expires_on, contact: await this.mails.contact(tx, request),
        accessCode: !request.has_code ? 'none' as const : recipient.code_failures >= mostCodeTries ? 'locked' as const : 'needed' as const,
      };
    });
  }

  /** Opens the signer's session. Throws link_invalid, link_expired (a new link is on its way to the same address), access_code_required, access_code_wrong, access_code_locked. */
  async enter({ token, accessCode }: BodyOf<typeof signingRoutes.enter>, context: { request: Request; response: Response; info: RequestInfo }): Promise<ResponseOf<typeof signingRoutes.enter>> {
    await this.limits.take('loginAddress', context.info.ip);
    const { actor, link, expired } = await this.resolve(token, context.info);
    const recipient = await this.db.read(actor, async (tx) => (await this.alive(tx)).recipient);
    if (expired) {
      await this.renew(actor, link);
      throw new AppError('link_expired');
    }
    await this.codes.check(actor, recipient, accessCode);
    await this.db.tx(actor, (tx) => this.noteOpened(tx));
    await this.db.asLogin('hoshu_auth', (manager) => this.sessions.openSigner(manager, {
      tenantId: actor.tenantId, clientId: recipient.client_id, recipientId: recipient.id, name: recipient.person_name, email: recipient.email, request: context.request, response: context.response,
    }));
    return { contractId: recipient.contract_id, personName: recipient.person_name };
  }

  /** F132: whoever still has the link of an expired request asks 乙 to send it again; once a day. Throws link_invalid, signing_not_open (it did not expire, or was sent again). */
  async askAgain(token: string, info: RequestInfo): Promise<{ ok: true }> {
    await this.limits.take('loginAddress', info.ip);
    const { actor } = await this.resolve(token, info);
    return this.db.tx(actor, async (tx) => {
      const { recipient, request } = await this.alive(tx);
      if (request.state !== 'expired' || (await this.repository.newest(tx, request.contract_id))?.id !== request.id) throw new AppError('signing_not_open');
      if (await this.repository.askedAgain(tx, recipient)) {
        await this.mails.tellVendor(tx, request, { template: 'signing.asked-again', data: { personName: recipient.person_name } });
        await tx.audit({ type: 'signing.asked-again', contractId: request.contract_id, clientId: request.client_id, target: { kind: 'signing_request', id: request.id }, personal: { recipient: recipient.person_name } });
      }
      return { ok: true as const };
    });
  }

  private async resolve(token: string, info: RequestInfo): Promise<Opened> {
    const name = this.tokens.read(token);
    const link = name?.purpose === 'signing' ? await this.db.asLogin('hoshu_auth', (manager) => identityRecords.link(manager, name.id)) : null;
    const clientId = link?.context['clientId'];
    if (!name || !link?.tenant_id || !link.subject_id || typeof clientId !== 'string') throw new AppError('link_invalid');
    const actor = signerActor({ tenantId: link.tenant_id, clientId, recipientId: link.subject_id, name: link.email, email: link.email }, info);
    return { link, actor, expired: link.generation !== name.generation || link.expires_at < new Date() };
  }

  /** The link's recipient and request, unless the request was passed on to somebody else. */
  private async alive(tx: Tx): Promise<{ recipient: RecipientRow; request: RequestRow }> {
    const recipient = await this.repository.recipient(tx, tx.actor.recipientId ?? '');
    const request = recipient ? await this.repository.request(tx, recipient.request_id) : null;
    if (!recipient || !request || recipient.replaced_at) throw new AppError('link_invalid');
    return { recipient, request };
  }

  private async noteOpened(tx: Tx): Promise<void> {
    const { recipient } = await this.alive(tx);
    if (!recipient.opened_at && await this.repository.opened(tx, recipient)) {
      await tx.audit({ type: 'signing.opened', contractId: recipient.contract_id, clientId: recipient.client_id, target: { kind: 'signing_recipient', id: recipient.id }, personal: { recipient: recipient.person_name } });
    }
  }

  // An older mail's link only sends the newest one again: otherwise each click would kill the link in the newest mail.
  private async renew(actor: Actor, link: LinkRecord): Promise<void> {
    await this.limits.take('mailAccount', link.email);
    const fresh = link.expires_at < new Date() ? found(await this.db.asLogin('hoshu_auth', (manager) => identityRecords.renewLink(manager, link.id, linkMinutes))) : { id: link.id, generation: link.generation };
    await this.db.tx(actor, async (tx) => {
      const { recipient, request } = await this.alive(tx);
      await this.repository.keepLink(tx, recipient.id, { ...fresh, outboxRow: null });
      await this.mails.ask(tx, request, recipient, { template: 'signing.link-renewed', data: {}, link: fresh });
      await tx.audit({ type: 'signing.link-renewed', contractId: recipient.contract_id, clientId: recipient.client_id, target: { kind: 'signing_recipient', id: recipient.id } });
    });
  }
}
