import type { ResponseOf, boardRoutes } from '@hoshu/api-schema';
import { ARTICLES } from '@hoshu/contract-text';
import { endArticle, signalMeaning } from '@hoshu/domain';
import type { OpenPoint } from '../agreements/index.js';
import type { PartyAttestation } from '../representations/index.js';
import { survivalOf, termOn } from '../notices/index.js';
import type { BoardFacts } from './facts.js';

export type Light = ResponseOf<typeof boardRoutes.get>['items'][number];
type Words = Light['reason'];
type Action = NonNullable<Light['action']>;
type Row = Omit<Light, 'article' | 'title'>;

/** 第17条 turns amber so many days before the last day of the notice (F003). */
export const warnDays = 60;
const yen = (amount: number): string => amount.toLocaleString('ja-JP');
const go = (ja: string, en: string, target: { readonly target: Action['target']; readonly id?: string | null }): Action => ({ label: { ja, en }, target: target.target, id: target.id ?? null });
const row = (state: Row['state'], reason: Words, action: Action | null = null): Row => ({ state, reason, action });
const words = (ja: string, en: string): Words => ({ ja, en });
const nothing = (ja: string, en: string): Row => row('none', words(ja, en));
/** The way to the oldest of some incidents. */
const openIncident = (incidents: BoardFacts['incidents']): Action => go('障害を開く', 'Open the incident', { target: 'incident', id: incidents[0]?.id ?? null });
const pointOf = ({ points }: BoardFacts, kind: OpenPoint['kind']): OpenPoint | undefined => points.find((point) => point.kind === kind);

const isConcluded = ({ contract }: BoardFacts): boolean => contract.conclusion !== null;

function purpose({ contract }: BoardFacts): Row {
  if (!contract.conclusion) return row('attention', words('契約はまだ締結されていません。', 'The contract is not concluded yet.'), go('契約を見る', 'See the contract', { target: 'contract' }));
  if (contract.status === 'ended') return nothing(`契約は ${contract.end?.lastOn ?? ''} に終わりました。`, `The contract ended on ${contract.end?.lastOn ?? ''}.`);
  return row('good', words(`${contract.conclusion.concludedOn} に締結しました。`, `Concluded on ${contract.conclusion.concludedOn}.`));
}

/** A matter that the contract leaves to a later agreement: whoever has to answer is asked to. */
function openMatter(point: OpenPoint | undefined, none: Row): Row {
  if (!point || point.state === 'none') return none;
  const waiting = point.items.find(({ state }) => state === 'proposed' || state === 'open');
  const action = waiting ? go('協議を開く', 'Open the consultation', { target: 'agreement', id: waiting.id }) : go('協議を始める', 'Open a consultation', { target: 'agreementNew' });
  return row(point.state === 'agreed' ? 'good' : point.state === 'overdue' ? 'bad' : 'attention', point.text, point.state === 'agreed' ? null : action);
}

function sites(facts: BoardFacts): Row {
  const count = facts.contract.sites.length;
  const point = pointOf(facts, 'related_system');
  if (point?.state === 'open') return openMatter(point, nothing('', ''));
  return count > 0 ? row('good', words(`対象サイトは${count}件です。`, `${count} sites are under maintenance.`)) : row('attention', words('対象サイトが登録されていません。', 'No site is registered.'), go('サイトを見る', 'See the sites', { target: 'sites' }));
}

function works(facts: BoardFacts): Row {
  if (!isConcluded(facts)) return nothing('締結後に始まります。', 'Begins after the conclusion.');
  if (facts.monitors === 0) return row('attention', words('動いている監視がありません（第3条1号）。', 'No monitor is running (item 1).'), go('サイトを見る', 'See the sites', { target: 'sites' }));
  if (facts.dueReportMonth && (facts.reportedMonth ?? '') < facts.dueReportMonth) return row('attention', words(`${facts.dueReportMonth} の保守報告書がまだ届けられていません。`, `The report of ${facts.dueReportMonth} has not been sent.`), go('報告書を見る', 'See the reports', { target: 'reports' }));
  return row('good', words(`${facts.monitors}件を監視しています。${facts.reportedMonth ? `最新の報告書は ${facts.reportedMonth} 分です。` : ''}`, `${facts.monitors} monitors are running.${facts.reportedMonth ? ` The newest report is of ${facts.reportedMonth}.` : ''}`));
}

function reporting({ incidents }: BoardFacts): Row {
  const unreported = incidents.filter(({ clock }) => clock.reportedAt === null);
  if (unreported.length === 0) return row('good', words('報告していない障害はありません。', 'No incident waits for its first report.'));
  return row('bad', words(`お客様へまだ報告していない障害が${unreported.length}件あります（3項）。`, `${unreported.length} incidents have not been reported to the client.`), openIncident(unreported));
}

function recovery({ incidents }: BoardFacts): Row {
  const down = incidents.filter(({ restoredAt }) => restoredAt === null);
  if (incidents.length === 0) return row('good', words('対応中の障害はありません。', 'No incident is open.'));
  return down.length > 0 ? row('bad', words(`復旧していない障害が${down.length}件あります。`, `${down.length} incidents are not restored.`), openIncident(down)) : row('attention', words(`復旧後の確認が終わっていない障害が${incidents.length}件あります。`, `${incidents.length} restored incidents are not closed.`), openIncident(incidents));
}

const moneyHidden: Row = nothing('請求を見る権限がないため、表示していません。', 'Not shown: you have no right to see invoices.');

function fee(facts: BoardFacts): Row {
  if (!facts.overdue) return moneyHidden;
  if (!isConcluded(facts)) return nothing('締結後に請求します。', 'Invoices follow the conclusion.');
  if (facts.overdue.count === 0) return row('good', words('支払期日を過ぎた請求はありません。', 'No invoice is overdue.'));
  return row('bad', words(`支払期日を過ぎた請求が${facts.overdue.count}件、${yen(facts.overdue.yen)}円あります。`, `${facts.overdue.count} invoices are overdue: JPY ${yen(facts.overdue.yen)}.`), go('請求を見る', 'See the invoices', { target: 'invoices' }));
}

function confidentiality({ contract, survivalLastOn, today }: BoardFacts): Row {
  if (!survivalLastOn) return nothing('締結後に始まります。', 'Begins after the conclusion.');
  const years = survivalOf(contract, contract.end?.lastOn ?? termOn(contract, today).lastOn).years;
  if (contract.end === null) return row('good', words(`契約中です。終了後も${years}年間続きます（いまの期間で終わると ${survivalLastOn} まで）。`, `In force, and for ${years} years after the end (until ${survivalLastOn} if it ends with this term).`));
  return today <= survivalLastOn ? row('good', words(`${survivalLastOn} まで続きます（2項）。`, `Lasts until ${survivalLastOn}.`)) : nothing(`${survivalLastOn} に終わりました。`, `Ended on ${survivalLastOn}.`);
}

function exemption({ incidents }: BoardFacts): Row {
  const disputed = incidents.filter((incident) => incident.disputed);
  if (disputed.length === 0) return nothing('争いのある免責はありません。', 'No exemption is disputed.');
  return row('attention', words(`原因の区分に異議のある障害が${disputed.length}件あります。`, `The cause of ${disputed.length} incidents is disputed.`), openIncident(disputed));
}

function damages({ cap, overdue, openClaims }: BoardFacts): Row {
  if (openClaims > 0) return row('attention', words(`解決していない請求が${openClaims}件あります。`, `${openClaims} claims are not settled.`), go('請求を見る', 'See the claims', { target: 'cap' }));
  if (!overdue) return moneyHidden;
  if (!cap) return nothing('締結後に算定します。', 'Computed after the conclusion.');
  const action = go('上限の内訳を見る', 'See how the cap is made', { target: 'cap' });
  // D10: a cap of nothing is a question, not a protection.
  return row(cap.state === 'amount' ? 'good' : 'attention', cap.sentence, action);
}

function term(facts: BoardFacts): Row {
  const { deadline, contract } = facts;
  if (!isConcluded(facts)) return nothing('締結後に始まります。', 'Begins after the conclusion.');
  if (!deadline) return row('attention', words(`契約は ${contract.end?.lastOn ?? ''} で終わります。更新しません。`, `The contract ends on ${contract.end?.lastOn ?? ''} and is not renewed.`), go('契約を見る', 'See the contract', { target: 'contract' }));
  if (deadline.timing === 'late') return row('good', words(`通知の期限（${deadline.on}）を過ぎたため、${deadline.termLastOn} の翌日に更新します。`, `The last day of a notice (${deadline.on}) has passed: renewed the day after ${deadline.termLastOn}.`));
  const reason = words(`終了の通知は ${deadline.on} までに届く必要があります（あと${deadline.daysLeft}日）。`, `A notice of non-renewal must arrive by ${deadline.on} (${deadline.daysLeft} days left).`);
  return deadline.daysLeft <= warnDays ? row('attention', reason, go('期限を確認する', 'See the deadline', { target: 'contract' })) : row('good', reason);
}

function termination(facts: BoardFacts): Row {
  const { contract, travellingNoticeId } = facts;
  if (!isConcluded(facts)) return nothing('締結後に使えます。', 'Available after the conclusion.');
  if (contract.end?.basis === '18') return row('attention', words(`中途解約により、${contract.end.lastOn} に終わります${contract.end.needsReview ? '（要確認）' : ''}。`, `Terminated: ends on ${contract.end.lastOn}${contract.end.needsReview ? ' (to be checked)' : ''}.`), contract.end.noticeId ? go('通知を見る', 'See the notice', { target: 'noticeView', id: contract.end.noticeId }) : null);
  if (travellingNoticeId) return row('attention', words('到達の記録がない通知があります。', 'A notice has no record of its arrival.'), go('通知を見る', 'See the notice', { target: 'noticeView', id: travellingNoticeId }));
  return row('good', words('解約の通知はありません。', 'No notice of termination.'));
}

// F122, F123: a hint asks people to look; it is never the ground itself.
function signalled({ signals }: BoardFacts): Row | null {
  const [newest] = signals;
  if (!newest) return null;
  const { ja, en, clause } = signalMeaning(newest.kind);
  const more = signals.length > 1;
  return row('attention', words(`${ja}（${newest.on}${more ? `、ほか${signals.length - 1}件` : ''}）の確認が必要です（${clause}の兆候、要確認）。`, `${en} (${newest.on}${more ? ` and ${signals.length - 1} more` : ''}) has to be looked at (a hint at article 19).`), go('兆候を確認する', 'Look at the signals', { target: 'ending' }));
}

function rescission(facts: BoardFacts): Row {
  const { contract, declared, seesDeclarations, today } = facts;
  const open = declared && seesDeclarations ? go('内容を見る', 'See it', { target: 'declaration', id: declared.id }) : null;
  if (contract.end?.basis === '19' || contract.end?.basis === '541') return row('bad', words(`${contract.end.lastOn} に解除されました（${endArticle(contract.end.basis)}、要確認）。`, `Rescinded on ${contract.end.lastOn} (to be checked).`), open ?? go('契約を見る', 'See the contract', { target: 'contract' }));
  if (declared?.demandLastOn && contract.end === null) return declared.demandLastOn < today
    ? row('attention', words(`催告の期間（${declared.demandLastOn} まで）が過ぎています（民法541条）。`, `The period of a demand (until ${declared.demandLastOn}) is over.`), open)
    : row('attention', words(`催告があり、${declared.demandLastOn} まで履行を待っています（民法541条）。`, `A demand awaits performance until ${declared.demandLastOn}.`), open);
  return (contract.end === null ? signalled(facts) : null) ?? nothing('解除の通知はありません。', 'No rescission.');
}

/** The side as the reader says it. */
const sideName = ({ party }: PartyAttestation, language: 'ja' | 'en'): string => (party === 'client' ? { ja: '甲', en: 'The client' } : { ja: '乙', en: 'The vendor' })[language];

function antisocial({ representations, check }: BoardFacts): Row {
  const see = go('表明の状態を見る', 'See the representations', { target: 'representations' });
  const told = (states: readonly PartyAttestation['state'][]) => representations.filter(({ state }) => states.includes(state));
  const sentence = (sides: readonly PartyAttestation[]) => words(sides.map((side) => `${sideName(side, 'ja')}：${side.text.ja}`).join(''), sides.map((side) => `${sideName(side, 'en')}: ${side.text.en}`).join(' '));
  const refused = told(['refused']);
  if (refused.length > 0) return row('bad', sentence(refused), see);
  if (check?.state === 'blocked') return row('bad', check.text, go('反社チェックを開く', 'See the checks', { target: 'checks' }));
  const waiting = told(['missing', 'overdue', 'asked']);
  if (waiting.length > 0) return row('attention', sentence(waiting), see);
  if (check && check.state !== 'ok') return row('attention', check.text, go('反社チェックを開く', 'See the checks', { target: 'checks' }));
  const [oldest] = representations.map(({ answeredOn }) => answeredOn ?? '').sort();
  return row('good', words(`双方が表明しています（古い方は ${oldest}）。`, `Both sides have represented (the older on ${oldest}).`));
}

const court = ({ court: name }: BoardFacts): Row => (name ? row('good', words(`${name}を第一審の専属的合意管轄裁判所とします。`, `Agreed court of first instance: ${name}.`)) : row('attention', words('本店の所在地から裁判所が決まりません（要確認）。', 'The head office does not lead to a court (to be checked).'), go('契約を見る', 'See the contract', { target: 'contract' })));

const makers: readonly ((facts: BoardFacts) => Row)[] = [
  purpose, sites, works, (facts) => openMatter(pointOf(facts, 'separate_work'), nothing('対象外の業務の別途契約はありません。', 'There is no separate contract for work out of scope.')), reporting, () => nothing('資料の依頼の記録はありません。', 'No request for material is on record.'),
  () => nothing('お預かりしたアカウントの記録はありません。', 'No account was handed over here.'), (facts) => openMatter(pointOf(facts, 'backup_terms'), nothing('', '')), recovery, () => nothing('再委託先の登録はありません。', 'No subcontractor is registered.'),
  fee, (facts) => openMatter(pointOf(facts, 'deliverable_rights'), nothing('成果物ごとの取り決めはありません。', 'Nothing was agreed for a deliverable.')), confidentiality, () => nothing('個人情報の取扱いの記録はありません。', 'No handling of personal data is on record.'),
  exemption, damages, term, termination, rescission, antisocial, (facts) => openMatter(pointOf(facts, 'consultation'), row('good', words('協議中の事項はありません。', 'Nothing is under consultation.'))), court,
];

/** The 22 lights of one contract, in the order of the form. */
export const articleLights = (facts: BoardFacts): Light[] => makers.map((make, index) => ({ article: index + 1, title: ARTICLES[index]?.heading ?? '', ...make(facts) }));
