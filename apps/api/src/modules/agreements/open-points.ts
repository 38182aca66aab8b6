import { Injectable } from '@nestjs/common';
import { localDate, workCourse } from '@hoshu/domain';
import type { ResponseOf, agreementRoutes as routes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ContractReader, type ContractFacts } from '../contracts/index.js';
import { agreementSummary, articleOfKind, courseOf, termLines, type AgreementSummary } from './agreement-view.js';
import { AgreementRepository, type AgreementKind, type EntryRow } from './agreement.repository.js';
import { workEntries } from './work-view.js';

export type OpenPoint = ResponseOf<typeof routes.openPoints>['items'][number];
type Sentence = OpenPoint['text'];
/** `isInspected`: false while the delivery of a 別途契約 waits for 甲, or has an objection. */
interface Matter { readonly summary: AgreementSummary; readonly text: Sentence; readonly isInspected: boolean }

/** How many matters of one contract are read: more than any contract has. */
const mostMatters = 200;
const labels: Readonly<Record<AgreementKind, Sentence>> = {
  backup_terms: { ja: 'バックアップの頻度・保存期間・保存方法', en: 'Backup: frequency, retention, method' },
  related_system: { ja: '対象サイトに関連するシステム', en: 'Related systems' },
  other_work: { ja: 'その他の業務', en: 'Other works' },
  deliverable_rights: { ja: '成果物の権利の帰属', en: 'Rights in deliverables' },
  separate_work: { ja: '保守の対象外の業務（別途契約）', en: 'Work outside of the maintenance (separate contracts)' },
  consultation: { ja: '契約書に定めのない事項・疑義', en: 'Matters the contract does not settle' },
};
const order: readonly AgreementKind[] = ['backup_terms', 'related_system', 'other_work', 'separate_work', 'deliverable_rights', 'consultation'];
const nothing: Readonly<Record<Exclude<AgreementKind, 'backup_terms'>, Sentence>> = {
  related_system: { ja: '追加したシステムはありません。', en: 'No system was added.' },
  other_work: { ja: '追加した業務はありません。', en: 'No work was added.' },
  deliverable_rights: { ja: '成果物ごとの取り決めはありません。', en: 'Nothing was agreed for a deliverable.' },
  separate_work: { ja: '別途契約はありません。対象外の業務は、双方が別途契約に合意してから始めます。', en: 'There is no separate contract. Work outside of the maintenance begins once both have agreed to one.' },
  consultation: { ja: '協議中の事項はありません。', en: 'Nothing is under consultation.' },
};

/** The detector of what a contract leaves open (別途定める): agreed in 別紙1, agreed later, still open, or past its day. */
@Injectable()
export class OpenPoints {
  constructor(private readonly db: Db, private readonly repository: AgreementRepository, private readonly contracts: ContractReader) {}

  /** Throws not_found. */
  run(actor: Actor, contractId: string): Promise<{ items: OpenPoint[] }> {
    return this.db.read(actor, async (tx) => ({ items: await this.of(tx, await this.contracts.facts(tx, contractId)) }));
  }

  /** The points of a contract inside a transaction of the caller. */
  async of(tx: Tx, facts: ContractFacts): Promise<OpenPoint[]> {
    const rows = await this.repository.list(tx, { contractId: facts.id, state: null, after: null, limit: mostMatters });
    const entries = await this.repository.entries(tx, rows.map(({ id }) => id));
    const matters = rows.map((row): Matter => {
      const own = entries.filter((entry) => entry.agreement_id === row.id);
      return { summary: agreementSummary(row, own), text: termText(own), isInspected: !['inspecting', 'objected'].includes(workCourse(workEntries(own), localDate(tx.today)).state) };
    });
    return order.map((kind) => pointOf({ kind, facts, today: tx.today, matters: matters.filter(({ summary }) => summary.kind === kind) }));
  }
}

function termText(entries: readonly EntryRow[]): Sentence {
  const proposal = entries.find(({ id }) => id === courseOf(entries).proposalId);
  const { ja, en } = termLines(proposal?.terms ?? null);
  return { ja: ja.map(([label, value]) => `${label}：${value}`).join('、'), en: en.map(([label, value]) => `${label}: ${value}`).join(', ') };
}

function pointOf({ kind, facts, today, matters }: { readonly kind: AgreementKind; readonly facts: ContractFacts; readonly today: string; readonly matters: readonly Matter[] }): OpenPoint {
  const items = matters.map(({ summary: { id, subject, state, waitingFor, agreedAt }, text }) => ({ id, subject, state, waitingFor, agreedAt, text }));
  const base = { kind, article: articleOfKind[kind], label: labels[kind], items };
  // Newest first: the newest agreement of the backup terms is the one that counts.
  const agreed = items.find(({ state }) => state === 'agreed');
  const isOpen = items.some(({ state }) => state === 'open' || state === 'proposed');
  if (kind === 'backup_terms') return { ...base, ...backupPoint(facts, today, agreed?.text ?? null) };
  if (isOpen) return { ...base, state: 'open', dueOn: null, text: { ja: '合意していない事項があります。合意するまで、契約の内容になりません。', en: 'Something is not agreed yet. It is no part of the contract until both agree.' } };
  if (matters.some(({ isInspected }) => !isInspected)) return { ...base, state: 'open', dueOn: null, text: { ja: '引渡しの検収が済んでいない別途契約があります。', en: 'A delivery of a separate contract is not accepted yet.' } };
  if (agreed) return { ...base, state: 'agreed', dueOn: null, text: { ja: '合意した内容は下のとおりです。', en: 'What was agreed stands below.' } };
  return { ...base, state: 'none', dueOn: null, text: nothing[kind] };
}

// 第8条2項: 別紙1 either has the terms or a day until which they are under discussion.
function backupPoint({ terms }: ContractFacts, today: string, agreed: Sentence | null): Pick<OpenPoint, 'state' | 'dueOn' | 'text'> {
  const { backup } = terms.annex;
  if (agreed) return { state: 'agreed', dueOn: null, text: agreed };
  if (!('underDiscussionUntil' in backup)) {
    return { state: 'agreed', dueOn: null, text: { ja: `別紙1：頻度 ${backup.frequency}、保存期間 ${backup.retention}、保存方法 ${backup.method}`, en: `Annex 1: ${backup.frequency}, ${backup.retention}, ${backup.method}` } };
  }
  const dueOn = backup.underDiscussionUntil;
  return today > dueOn
    ? { state: 'overdue', dueOn, text: { ja: '別紙1で決めた期限を過ぎても、合意していません。', en: 'The day set in annex 1 has passed without an agreement.' } }
    : { state: 'open', dueOn, text: { ja: '別紙1で協議中としています。期限までに合意してください。', en: 'Annex 1 leaves this under discussion. Agree by the day set there.' } };
}
