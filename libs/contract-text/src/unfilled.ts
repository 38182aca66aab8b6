import type { ContractTerms, PartyKey, SiteTerms } from './terms.js';

/** A blank that must be filled before the contract is sent. */
export interface Unfilled {
  /** Path inside ContractTerms, for example `parties.client.address`. */
  path: string;
  ja: string;
  en: string;
}

const SIDE = {
  client: { ja: 'お客様（甲）', en: 'Client (甲)' },
  vendor: { ja: '保守会社（乙）', en: 'Maintenance company (乙)' },
} as const;

type Check = [missing: boolean, path: string, ja: string, en: string];

function partyChecks(terms: ContractTerms, party: PartyKey): Check[] {
  const values = terms.parties[party];
  const notices = terms.annex.notices[party];
  const { ja, en } = SIDE[party];
  return [
    [!values.companyName, `parties.${party}.companyName`, `${ja}の会社名`, `${en}: company name`],
    [!values.address, `parties.${party}.address`, `${ja}の住所`, `${en}: address`],
    [!values.representativeTitle, `parties.${party}.representativeTitle`, `${ja}の代表者の肩書`, `${en}: title of the representative`],
    [!values.representativeName, `parties.${party}.representativeName`, `${ja}の代表者の氏名`, `${en}: name of the representative`],
    [!notices.email, `annex.notices.${party}.email`, `${ja}の通知先メールアドレス`, `${en}: e-mail address for notices`],
    [!notices.postal, `annex.notices.${party}.postal`, `${ja}の通知先住所`, `${en}: postal address for notices`],
  ];
}

function siteChecks(site: SiteTerms | undefined, index: number): Check[] {
  const ja = `対象サイト${index + 1}`;
  const en = `Site ${index + 1}`;
  return [
    [!site?.name, `sites.${index}.name`, `${ja}のサイト名称`, `${en}: name`],
    [!site?.url, `sites.${index}.url`, `${ja}のURL`, `${en}: URL`],
    [!site?.server, `sites.${index}.server`, `${ja}の管理対象サーバー`, `${en}: server`],
    [!site?.cms, `sites.${index}.cms`, `${ja}のCMS`, `${en}: CMS`],
  ];
}

function moneyAndTermChecks(terms: ContractTerms): Check[] {
  return [
    [terms.feeYen === null, 'feeYen', '月額の保守管理費', 'Monthly fee'],
    [terms.dueDay === null, 'dueDay', '支払期日', 'Due day'],
    [terms.contractDate === null, 'contractDate', '契約日', 'Contract date'],
    [terms.term.startOn === null, 'term.startOn', '契約期間の初日', 'First day of the term'],
    [terms.term.firstEndOn === null, 'term.firstEndOn', '契約期間の末日', 'Last day of the term'],
    [terms.court.kind === 'named' && !terms.court.name, 'court.name', '合意管轄の裁判所', 'Agreed court'],
  ];
}

function annexChecks(terms: ContractTerms): Check[] {
  const { annex } = terms;
  const works = annex.works.map((work, index): Check => [
    work.applies && !work.frequency,
    `annex.works.${index}.frequency`,
    `第3条${work.number}号の頻度`,
    `Frequency of work ${work.number} (Article 3)`,
  ]);
  const own = (annex.ownTerms ?? []).flatMap(({ title, variables }, index) => variables.map(({ name, value }, at): Check => [
    !value, `annex.ownTerms.${index}.variables.${at}.value`, `特約「${title}」の${name}`, `Special term "${title}": ${name}`,
  ]));
  const { backup, minorWork, responseTargets } = annex;
  const checks: Check[] = [
    ...works,
    ...own,
    [minorWork.perMonth === null, 'annex.minorWork.perMonth', '軽微な修正の月間件数', 'Minor edits per month'],
    [minorWork.minutesEach === null, 'annex.minorWork.minutesEach', '軽微な修正の1件当たりの時間', 'Minutes per minor edit'],
    [responseTargets !== undefined && !responseTargets.serviceHours, 'annex.responseTargets.serviceHours', '受付時間', 'Service hours'],
  ];
  if ('underDiscussionUntil' in backup) return checks;
  return [
    ...checks,
    [!backup.frequency, 'annex.backup.frequency', 'バックアップの頻度', 'Backup frequency'],
    [!backup.retention, 'annex.backup.retention', 'バックアップの保存期間', 'Backup retention'],
    [!backup.method, 'annex.backup.method', 'バックアップの保存方法', 'Backup method'],
  ];
}

/**
 * The blanks that are still open, in the order of the contract: 前文・第2条・第11条・第17条・別紙1.
 * @returns an empty list when the contract and 別紙1 can be sent
 */
export function unfilled(terms: ContractTerms): Unfilled[] {
  const sites = terms.sites;
  const checks = [
    ...partyChecks(terms, 'client'),
    ...partyChecks(terms, 'vendor'),
    ...(sites.length === 0 ? siteChecks(undefined, 0) : sites.flatMap(siteChecks)),
    ...moneyAndTermChecks(terms),
    ...annexChecks(terms),
  ];
  return checks.filter(([missing]) => missing).map(([, path, ja, en]) => ({ path, ja, en }));
}
