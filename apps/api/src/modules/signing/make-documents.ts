import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { Outbox, Poison, type OutboxRow } from '../../platform/outbox/outbox.js';
import { removeSealBackground, type ArchivedBy, type SealImage, type StampedBy } from '../../platform/pdf/index.js';
import { Files } from '../../platform/storage/files.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { CompanyRepository } from '../tenants/index.js';
import { Archive } from './archive.js';
import { DocumentArchives } from './document-archives.js';
import { SigningDocuments } from './documents.js';
import { SigningMails } from './mails.js';
import { MakeOriginals, type ConcludedFacts, type MadeDocuments } from './make-originals.js';
import { SigningRepository } from './signing.repository.js';
import { hashOf } from './terms-date.js';
import { SigningViews } from './view.js';

const payloadSchema = z.strictObject({ contractId: z.string(), requestId: z.string() });
type MadeKind = keyof MadeDocuments;
interface Sealed { readonly contract: ContractFacts; readonly request: ConcludedFacts['request']; readonly stampedBy: StampedBy; readonly archivedBy: ArchivedBy; readonly stampedUntil: Date | null }
const names: Readonly<Record<MadeKind, (number: string) => string>> = {
  original_client: (number) => `保守管理契約書_${number}_甲保有分.pdf`, original_vendor: (number) => `保守管理契約書_${number}_乙保有分.pdf`, certificate: (number) => `合意締結証明書_${number}.pdf`,
};

/** Handles outbox kind `signing.documents`: two originals and the certificate, kept once, mailed to both sides with them. */
@Injectable()
export class MakeDocuments implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox, private readonly db: Db, private readonly files: Files, private readonly contracts: ContractReader, private readonly companies: CompanyRepository, private readonly repository: SigningRepository,
    private readonly views: SigningViews, private readonly documents: SigningDocuments, private readonly mails: SigningMails, private readonly originals: MakeOriginals, private readonly archive: Archive, private readonly archives: DocumentArchives,
  ) {}

  onModuleInit(): void {
    this.outbox.on('signing.documents', (row, actor) => this.run(row, actor));
  }

  async run(row: OutboxRow, actor: Actor | null): Promise<void> {
    const parsed = payloadSchema.safeParse(row.payload);
    if (!parsed.success || !actor) throw new Poison('signing.documents payload');
    const concluded = await this.db.read(actor, (tx) => this.facts(tx, parsed.data));
    if (!concluded) return;
    const { contract, ...facts } = concluded;
    if (hashOf(facts.terms) !== facts.request.body_hash) throw new Poison('the fixed text does not have the hash that was signed');
    const { documents, stampedBy, archivedBy } = await this.originals.run(facts);
    const stampedUntil = await this.archive.stampedUntil(documents.original_client);
    await this.db.tx(actor, (tx) => this.keep(tx, { contract, request: facts.request, stampedBy, archivedBy, stampedUntil }, documents));
  }

  private async facts(tx: Tx, { contractId, requestId }: { contractId: string; requestId: string }): Promise<(ConcludedFacts & { contract: ContractFacts }) | null> {
    if ((await this.documents.forContract(tx, contractId)).length) return null;
    const contract = await this.contracts.facts(tx, contractId);
    const request = found(await this.repository.request(tx, requestId));
    const { terms } = found(await this.repository.version(tx, request.version_id));
    return { contract, contractNumber: contract.number, request, rows: await this.views.rows(tx, contractId, request), terms, vendorSeal: await this.seal(tx), sealedAt: tx.now };
  }

  private async seal(tx: Tx): Promise<SealImage | null> {
    const { seal_file_id: id } = await this.companies.profileOn(tx, tx.today);
    return id ? { png: await removeSealBackground((await this.files.read(tx, id)).content) } : null;
  }

  // Documents and mails commit together: a repeated run finds the documents and does nothing.
  private async keep(tx: Tx, { contract, request, stampedBy, archivedBy, stampedUntil }: Sealed, made: MadeDocuments): Promise<void> {
    await this.contracts.lock(tx, contract.id);
    if ((await this.documents.forContract(tx, contract.id)).length) return;
    const ids = new Map<MadeKind, string>();
    const hashes: Record<string, string> = {};
    for (const kind of Object.keys(names) as MadeKind[]) {
      const file = await this.files.store(tx, { bytes: made[kind], fileName: names[kind](contract.number), contentType: 'application/pdf', clientId: contract.clientId, contractId: contract.id });
      await this.documents.add(tx, contract, { kind, fileId: file.id });
      await this.archives.begin(tx, contract, { kind, amendmentId: null, fileId: file.id, ...archivedBy, stampedUntil });
      ids.set(kind, file.id);
      hashes[kind] = file.sha256;
    }
    await tx.audit({ type: 'signing.documents-made', contractId: contract.id, clientId: contract.clientId, article: '後文', data: { ...hashes, bodyHash: request.body_hash, timestampAuthorities: stampedBy.authorities, level: archivedBy.level } });
    if (stampedBy.failure) await tx.audit({ type: 'signing.timestamp-replaced', contractId: contract.id, clientId: contract.clientId, article: '後文', data: { failure: stampedBy.failure } });
    if (archivedBy.failure) await tx.audit({ type: 'signing.archive-missing', contractId: contract.id, clientId: contract.clientId, article: '後文', data: { failure: archivedBy.failure } });
    const pair = (kind: MadeKind) => [ids.get(kind) ?? '', ids.get('certificate') ?? ''];
    await this.mails.tellEveryone(tx, request, {
      template: 'signing.completed', data: { concludedOn: contract.conclusion?.concludedOn ?? '', termLastOn: contract.periods[0]?.lastOn ?? '' }, fileIds: { client: pair('original_client'), vendor: pair('original_vendor') },
    });
  }
}
