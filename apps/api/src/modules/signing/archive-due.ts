import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, localDate } from '@hoshu/domain';
import type { Logger } from 'pino';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { DueTasks } from '../../platform/outbox/due-tasks.js';
import { Files } from '../../platform/storage/files.js';
import { LOGGER } from '../../platform/tokens.js';
import { ContractReader, termsOn, type ContractFacts } from '../contracts/index.js';
import { Archive } from './archive.js';
import { archiveDueWhen, DocumentArchives, renewalDay, retryDays, type ArchiveRow, type NewArchive } from './document-archives.js';
import { Timestamps, type Stamping } from './timestamps.js';

const mostAtOnce = 50;
/** 民法166条, 商法19条3項: at least this long after the end, whatever the survival of 第10条 is. */
const keepYears = 10;

interface Extended { readonly bytes: Buffer | null; readonly failure: string | null; readonly level: ArchiveRow['level']; readonly stampedUntil: Date | null; readonly renewOn: string | null }

/** F134: raises documents that stayed at B-T, and follows the timestamp of the others by a new one before its certificate ends. Nothing in the file is changed, it only grows. */
@Injectable()
export class ArchiveDue implements OnModuleInit {
  constructor(
    private readonly tasks: DueTasks, private readonly db: Db, private readonly files: Files, private readonly contracts: ContractReader, private readonly archives: DocumentArchives,
    private readonly archive: Archive, private readonly timestamps: Timestamps, @Inject(LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.tasks.register({ name: 'signing.archive', order: 41, run: (actor) => this.run(actor), dueWhen: archiveDueWhen });
  }

  async run(actor: Actor): Promise<'quiet'> {
    const due = await this.db.read(actor, (tx) => this.archives.due(tx, mostAtOnce));
    const stamping = this.timestamps.begin();
    for (const row of due) await this.one(actor, row, stamping);
    return 'quiet';
  }

  private async one(actor: Actor, row: ArchiveRow, stamping: Stamping): Promise<void> {
    const { file, facts, now, today } = await this.db.read(actor, async (tx) => ({ file: await this.files.read(tx, row.file_id), facts: await this.contracts.facts(tx, row.contract_id), now: tx.now, today: tx.today }));
    const extended = isKeptNoLonger(facts, today) ? { bytes: null, failure: null, level: row.level, stampedUntil: row.stamped_until, renewOn: null } : await this.extend(file.content, row, { stamping, now, today });
    await this.db.tx(actor, async (tx) => {
      await this.contracts.lock(tx, row.contract_id);
      if ((await this.archives.newest(tx, row.contract_id, { kind: row.kind, amendmentId: row.amendment_id }))?.revision === row.revision) await this.keep(tx, row, { file, extended });
    });
  }

  private async extend(bytes: Buffer, row: ArchiveRow, { stamping, now, today }: { stamping: Stamping; now: Date; today: string }): Promise<Extended> {
    // A file that is not as it was sealed must not be vouched for anew.
    if (!(await this.archive.isWhole(bytes))) return { bytes: null, failure: 'changed', level: row.level, stampedUntil: row.stamped_until, renewOn: null };
    const archiving = await this.archive.begin(stamping);
    const longer = await archiving.run(bytes);
    const { failure } = archiving.by();
    const until = await this.archive.stampedUntil(longer);
    const stayed = { bytes: null, level: row.level, stampedUntil: row.stamped_until };
    // Without a timestamp nothing runs out: the next try may come in a month. With one, half of what is left.
    const again = row.stamped_until === null ? addDays(localDate(today), retryDays) : row.stamped_until > now ? renewalDay(now, row.stamped_until) : null;
    if (failure || !until) return { ...stayed, failure: failure ?? 'answer', renewOn: again };
    if (row.stamped_until && until <= row.stamped_until) {
      this.log.warn({ contractId: row.contract_id, kind: row.kind }, 'a new timestamp would not last longer: a new signing authority or another timestamp authority is needed');
      return { ...stayed, failure: 'authority', renewOn: again };
    }
    return { bytes: longer, failure: null, level: 'B-LTA', stampedUntil: until, renewOn: renewalDay(now, until) };
  }

  private async keep(tx: Tx, row: ArchiveRow, { file, extended: { bytes, ...extended } }: { file: { fileName: string; contentType: string; sha256: string }; extended: Extended }): Promise<void> {
    const contract = { id: row.contract_id, clientId: row.client_id };
    const kept = bytes ? await this.files.store(tx, { bytes, fileName: file.fileName, contentType: file.contentType, clientId: row.client_id, contractId: row.contract_id }) : null;
    const added: NewArchive = { kind: row.kind, amendmentId: row.amendment_id, revision: row.revision + 1, fileId: kept?.id ?? row.file_id, ...extended };
    await this.archives.add(tx, contract, added);
    const of = { contractId: contract.id, clientId: contract.clientId, article: '後文' };
    if (kept) await tx.audit({ type: 'signing.document-archived', ...of, target: { kind: 'file', id: kept.id }, data: { kind: row.kind, sha256: kept.sha256, previousSha256: file.sha256, level: extended.level } });
    else if (extended.failure) await tx.audit({ type: 'signing.archive-missing', ...of, data: { kind: row.kind, failure: extended.failure } });
  }
}

function isKeptNoLonger(facts: ContractFacts, today: string): boolean {
  if (!facts.end) return false;
  const years = Math.max(keepYears, termsOn(facts, facts.end.lastOn).survivalYears);
  return today > `${Number(facts.end.lastOn.slice(0, 4)) + years}${facts.end.lastOn.slice(4)}`;
}
