import { Injectable } from '@nestjs/common';
import type { BodyOf, amendmentRoutes as routes } from '@hoshu/api-schema';
import { sideOf, type Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { amendmentPaperPdf } from '../../platform/pdf/index.js';
import { actingName } from '../clients/index.js';
import { ContractReader } from '../contracts/index.js';
import { checkTurn } from './amendment-rules.js';
import { articleOf, modelOf, modelOfRow, type AmendmentDetail } from './amendment-view.js';
import { AmendmentRepository } from './amendment.repository.js';
import { Amendments } from './amendments.js';

/** A 変更覚書 that both sides sign on paper, or with another service: its text is fixed and printed here, and what came back signed is registered as a fact. */
@Injectable()
export class AmendmentPapers {
  constructor(private readonly db: Db, private readonly repository: AmendmentRepository, private readonly amendments: Amendments, private readonly contracts: ContractReader) {}

  /** 乙 fixes the text and its number; nobody has signed yet. Throws what `Amendments.compose` throws, amendment_open, amendment_content_changed, amendment_month_billed, person_name_required. */
  async prepare(actor: Actor, contractId: string, body: BodyOf<typeof routes.prepare>): Promise<AmendmentDetail> {
    const personName = await actingName(this.db, actor, body.personName);
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, contractId);
      const facts = await this.contracts.facts(tx, contractId);
      const { base, terms, siteIds } = await this.amendments.compose(tx, facts, body);
      const { effectiveOn, method, changes } = body;
      if (await this.repository.hasOpen(tx, contractId)) throw new AppError('amendment_open');
      await this.amendments.refuseBilled(tx, contractId, { before: base.terms, after: terms, effectiveOn });
      const number = await this.repository.nextNumber(tx, contractId);
      const { model, bodyHash } = modelOf({ contractNumber: facts.number, number, effectiveOn, before: base.terms, after: terms });
      if (body.bodyHash !== bodyHash) throw new AppError('amendment_content_changed');
      const id = await this.repository.insert(tx, {
        clientId: facts.clientId, contractId, number, kind: 'agreed', method, state: 'open', side: sideOf(actor), by: personName, effectiveOn, answerBy: null, baseNumber: base.number, changes, terms, siteIds, bodyHash, message: '', atRenewal: false,
      });
      await tx.audit({
        type: 'amendment.prepared', article: articleOf(model), contractId, clientId: facts.clientId, target: { kind: 'contract_amendment', id },
        data: { number: model.number, method, effectiveOn, bodyHash, baseVersion: base.number, articles: model.changes.map(({ title }) => title) }, personal: { person: personName },
      });
      return this.amendments.detail(tx, id);
    });
  }

  /** The text with places for day, name and seal of both sides. Throws amendment_method where both sign on the screen. */
  async print(actor: Actor, amendmentId: string): Promise<FileAnswer> {
    const { row, now } = await this.db.read(actor, async (tx) => ({ row: await this.repository.get(tx, amendmentId), now: tx.now }));
    if (row.method === 'electronic') throw new AppError('amendment_method');
    const { parties } = row.base_terms;
    const { model } = modelOfRow(row);
    const bytes = await amendmentPaperPdf({ model, bodyHash: row.body_hash, createdAt: now, parties: (['client', 'vendor'] as const).map((side) => ({ side, companyName: parties[side].companyName, address: parties[side].address })) });
    return new FileAnswer(Buffer.from(bytes), 'application/pdf', `変更覚書_${model.number}_署名用.pdf`, 'inline');
  }

  /**
   * 乙 registers what came back signed: document, both words and version in one transaction; 甲 gets a mail and sees the document.
   * Throws amendment_not_open, amendment_method, amendment_content_changed, signed_on_future, not_found (the file does not belong to this contract), and what `Amendments.checkStanding` throws.
   */
  register(actor: Actor, amendmentId: string, body: BodyOf<typeof routes.register>): Promise<AmendmentDetail> {
    return this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, (await this.repository.get(tx, amendmentId)).contract_id);
      const row = await this.repository.get(tx, amendmentId);
      if (row.method === 'electronic') throw new AppError('amendment_method');
      checkTurn(row, row.proposed_side, sideOf(actor));
      if (row.body_hash !== body.bodyHash) throw new AppError('amendment_content_changed');
      if (Object.values(body.signers).some(({ signedOn }) => signedOn > tx.today)) throw new AppError('signed_on_future');
      const fileHash = found(await this.repository.fingerprint(tx, row.contract_id, body.fileId));
      await this.amendments.checkStanding(tx, row);
      for (const party of ['vendor', 'client'] as const) {
        const { personName, authority, title, signedOn } = body.signers[party];
        await this.repository.sign(tx, row, { party, personName, authority, onPaper: { title, signedOn } });
      }
      const versionNumber = await this.repository.conclude(tx, row);
      await this.repository.keepFile(tx, row, { id: body.fileId, sealed: false });
      const { client, vendor } = body.signers;
      const { model } = modelOfRow(row);
      await tx.audit({
        type: 'amendment.registered', article: articleOf(model), contractId: row.contract_id, clientId: row.client_id, target: { kind: 'contract_amendment', id: row.id },
        data: { number: model.number, method: row.method, effectiveOn: row.effective_on, version: versionNumber, bodyHash: row.body_hash, fileHash, signedOn: { client: client.signedOn, vendor: vendor.signedOn }, authority: { client: client.authority, vendor: vendor.authority } },
        personal: { client: client.personName, vendor: vendor.personName },
      });
      await tx.emit('amendment.tell', { amendmentId: row.id, event: 'registered' });
      return this.amendments.detail(tx, row.id);
    });
  }
}
