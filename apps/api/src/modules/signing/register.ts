import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DraftRepository, type ContractFacts } from '../contracts/index.js';
import { holdMail } from '../notifications/index.js';
import { SigningAccess } from './access.js';
import { Represent } from './antisocial.js';
import { Conclude, formedOn } from './conclude.js';
import { SigningDocuments } from './documents.js';
import { openBlanks } from './gates.js';
import { SigningMails } from './mails.js';
import type { RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { datedTerms, hashOf } from './terms-date.js';
import { SigningViews } from './view.js';

type Body = BodyOf<typeof signingRoutes.register>;

/** Registers a contract that was signed on paper or elsewhere: a fact to record, never to refuse for what is still open (D4). */
@Injectable()
export class RegisterSigned {
  constructor(
    private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly documents: SigningDocuments, private readonly represent: Represent,
    private readonly conclude: Conclude, private readonly mails: SigningMails, private readonly views: SigningViews, private readonly drafts: DraftRepository,
  ) {}

  /**
   * Throws contract_not_draft, signing_already_open (an electronic request is out), signed_on_future, signing_gates_open (blanks of the text),
   * not_found (the file does not belong to this contract), site_overlap.
   */
  run(actor: Actor, contractId: string, body: Body): Promise<ResponseOf<typeof signingRoutes.register>> {
    return this.db.tx(actor, async (tx) => {
      const { facts, request: previous } = await this.access.locked(tx, contractId);
      if (facts.conclusion || facts.status === 'withdrawn') throw new AppError('contract_not_draft');
      if (previous?.state === 'open' && previous.form !== 'paper') throw new AppError('signing_already_open');
      if (Object.values(body.signers).some(({ signedOn }) => signedOn > tx.today)) throw new AppError('signed_on_future');
      found(await tx.one('select id from hoshu.file where id = $1 and contract_id = $2', [body.fileId, contractId]));
      const agreed = await this.agreed(tx, { facts, printed: previous?.state === 'open' }, body);
      const request = previous?.state === 'open' ? previous : await this.request(tx, facts, { body, agreed });
      await this.declarations(tx, facts, { request, body, bodyHash: agreed.bodyHash });
      const concludedOn = found(formedOn(await this.repository.signatures(tx, request.id)));
      await this.conclude.run(tx, { request, agreed, concludedOn, method: body.method });
      await this.documents.add(tx, facts, { kind: body.method === 'paper' ? 'paper_scan' : 'external', fileId: body.fileId });
      await tx.audit({ type: 'signing.registered', contractId, clientId: facts.clientId, article: '第17条1項', target: { kind: 'file', id: body.fileId }, data: { method: body.method, concludedOn, contractDate: body.contractDate } });
      await this.tell(tx, { facts, request, body });
      return this.views.of(tx, contractId);
    });
  }

  // The text of our form with the day and, where stated, the last day of the document; no blank may be left in what the product computes with.
  private async agreed(tx: Tx, { facts, printed }: { facts: ContractFacts; printed: boolean }, body: Body) {
    const newest = found(await this.repository.newestVersion(tx, facts.id));
    const current = printed ? newest.terms : await this.drafts.withRegisters(tx, facts, newest.terms);
    const terms = datedTerms(current, { contractDate: body.contractDate, lastOn: body.termLastOn, ...(body.method === 'paper' ? { form: 'paper' as const } : {}) });
    const items = openBlanks(terms).filter(({ path }) => !path.startsWith('annex.'));
    if (items.length) throw new AppError('signing_gates_open', { data: { items } });
    const bodyHash = hashOf(terms);
    return { terms, bodyHash, versionId: await this.repository.fixVersion(tx, facts, { terms, bodyHash }) };
  }

  private request(tx: Tx, facts: ContractFacts, { body, agreed }: { body: Body; agreed: { versionId: string; bodyHash: string } }): Promise<RequestRow> {
    return this.repository.insertRequest(tx, {
      client_id: facts.clientId, contract_id: facts.id, version_id: agreed.versionId, form: body.method, state: 'open', body_hash: agreed.bodyHash, contract_date: body.contractDate, expires_on: tx.today, message: '', signing_order: 'parallel', reminder_days: [],
    });
  }

  // 第20条1項 and the two signatures, as they stand on the document.
  private async declarations(tx: Tx, facts: ContractFacts, { request, body, bodyHash }: { request: RequestRow; body: Body; bodyHash: string }): Promise<void> {
    for (const party of ['vendor', 'client'] as const) {
      const signer = body.signers[party];
      const stated = body.antisocial[party];
      await this.represent.record(tx, facts, { party, version: `${body.method}-20`, text: '締結された書面の記載による', officers: stated.officers, answeredBy: stated.statedBy, answeredOn: signer.signedOn });
      await this.repository.insertSignature(tx, request, {
        recipient_id: null, party, signer_name: signer.personName, signer_title: signer.title, authority: signer.authority, authority_note: '', authority_file_id: null, signer_email: '', level: body.method,
        body_hash: bodyHash, signed_on: signer.signedOn, signed_at: new Date(`${signer.signedOn}T00:00:00+09:00`), ip: '', access_code: false,
      });
    }
  }

  // D11: before the contract is live here neither the mail nor the invitation that follows it goes out.
  private async tell(tx: Tx, { facts, request, body }: { facts: ContractFacts; request: RequestRow; body: Body }): Promise<void> {
    const { notifyEmail } = body;
    if (!notifyEmail) return;
    const sent = await this.mails.tellClientOf(tx, facts, { request, to: notifyEmail, template: 'signing.registered', fileIds: [body.fileId] });
    if (sent) return tx.emit('signing.portal-access', { requestId: request.id, email: notifyEmail });
    const tenantName = await this.mails.vendorName(tx);
    await holdMail(tx, facts, { side: 'client', cause: 'act', template: 'identity.invitation', data: { invitedBy: tenantName, tenantName } });
  }
}
