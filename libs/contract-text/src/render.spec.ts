import type { LocalDate } from '@hoshu/domain';
import { ARTICLES } from './articles.js';
import { FORM_TEXT } from './form.js';
import type { Run } from './model.js';
import { renderContract } from './render.js';
import { sampleTerms } from './sample-terms.js';
import { blankTerms, type ContractTerms } from './terms.js';
import { contractText, runsText } from './text.js';

const articleOf = (terms: ContractTerms, number: number): string => {
  const article = renderContract(terms).articles[number - 1];
  return (article?.paragraphs ?? []).map((paragraph) => runsText(paragraph.runs)).join('\n');
};

const runsOf = (terms: ContractTerms): Run[] => {
  const model = renderContract(terms);
  const articles = model.articles.flatMap((article) =>
    article.paragraphs.flatMap((paragraph) => [...paragraph.runs, ...paragraph.items.flatMap((item) => item.runs)]),
  );
  return [...model.preamble, ...articles, ...model.dateLine, ...model.signatures.flatMap((block) => block.lines.flatMap((line) => line.runs))];
};

describe('ひな形との一致', () => {
  // The form ends 第2条 with an item 「6. 」 that has no text: nothing is printed for it.
  const form = FORM_TEXT.replace(/^6\. $/m, '');

  it('空欄のまま描くと、ひな形と1文字も違わない', () => {
    expect(contractText(renderContract(blankTerms()))).toBe(form);
  });

  it('22条がそろい、●は17か所ある', () => {
    expect(ARTICLES.map((article) => article.number)).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
    expect(FORM_TEXT.match(/●+/g)).toHaveLength(17);
  });

  it('記入した契約は、変数の外ではひな形と同じである', () => {
    const terms = { ...sampleTerms(), signingForm: 'paper' as const };
    const filled = runsOf(terms);
    const blank = runsOf(blankTerms());
    expect(filled.filter((run) => !run.field)).toEqual(blank.filter((run) => !run.field));
    expect(filled.map((run) => run.field)).toEqual(blank.map((run) => run.field));
    expect(contractText(renderContract(terms))).not.toContain('●');
  });
});

describe('変数', () => {
  it('株式会社●●は法人格ごと置き換わる', () => {
    expect(runsText(renderContract(sampleTerms()).preamble)).toMatch(/^医療法人社団みどり会（以下「甲」という。）と株式会社あおば制作（以下「乙」/);
  });

  it('F135 日付は和暦で印字される', () => {
    expect(runsText(renderContract(sampleTerms()).dateLine)).toBe('令和8年4月1日');
    expect(runsText(renderContract({ ...sampleTerms(), contractDate: null }).dateLine)).toBe('令和●年●月●日');
  });

  it('第11条 月額は桁区切り、31日は末日、税抜と乙負担にできる', () => {
    const terms: ContractTerms = { ...sampleTerms(), feeYen: 1234567, taxMode: 'exclusive', dueDay: 31, transferFeeBearer: 'vendor' };
    expect(articleOf(terms, 11)).toContain('月額1,234,567円（税抜）の保守管理費');
    expect(articleOf(terms, 11)).toContain('振込手数料は乙の負担とする。');
    expect(contractText(renderContract(terms))).toContain('支払期日：毎月末日\n');
  });

  it.each([60, 90])('第17条・第18条 通知の日数を%i日にできる', (days) => {
    const terms = { ...sampleTerms(), noticeDays17: days, noticeDays18: days };
    expect(articleOf(terms, 17)).toContain(`期間満了日の${days}日前までに`);
    expect(articleOf(terms, 18)).toContain(`${days}日前までに書面又は電子メール`);
  });

  it('第17条 3か月契約と、更新だけ1年の契約を書ける', () => {
    const base = sampleTerms();
    expect(articleOf({ ...base, term: { ...base.term, months: 3 } }, 17)).toMatch(/契約締結日から3か月間とする。[^]*さらに3か月間更新/);
    expect(articleOf({ ...base, term: { ...base.term, months: 3, renewalMonths: 12 } }, 17)).toMatch(/さらに1年間更新/);
  });

  it('第13条・第16条・第22条 存続年数、上限の期間、裁判所を変えられる', () => {
    const terms: ContractTerms = { ...sampleTerms(), survivalYears: 5, capWindowMonths: 12, court: { kind: 'vendor', name: '' } };
    expect(articleOf(terms, 13)).toContain('5年間存続する');
    expect(articleOf(terms, 16)).toContain('直近12か月間に');
    expect(articleOf(terms, 22)).toContain('乙の本店所在地を管轄する地方裁判所を第一審の');
    expect(articleOf({ ...terms, court: { kind: 'named', name: '東京地方裁判所' } }, 22)).toContain('については、東京地方裁判所を第一審の');
  });

  it('R33 電子で締結するときの後文は電磁的記録の文言になる', () => {
    expect(renderContract(sampleTerms()).closing).toBe(
      '本契約締結の証として、本契約の電磁的記録を作成し、甲乙がそれぞれ電子署名を施したうえ、各自その電磁的記録を保管する。',
    );
  });

  it('空欄には目印が付く', () => {
    const blanks = runsOf(blankTerms()).filter((run) => run.blank);
    expect(new Set(blanks.map((run) => run.field)).size).toBe(13);
  });
});

describe('第2条6号 追加のサイト', () => {
  it('ひな形どおり、追加がなければ印字されない', () => {
    expect(renderContract(sampleTerms()).articles[1]?.paragraphs[0]?.items).toHaveLength(5);
  });

  it('2つ目のサイトか関連システムがあると印字され、別紙1に載る', () => {
    const terms = sampleTerms();
    terms.sites[0]?.others.push('予約システム');
    terms.sites.push({ name: '採用サイト', url: 'https://recruit.midori.example/', server: '同上', cms: 'なし', others: [] });
    const model = renderContract(terms);
    expect(contractText(model)).toContain('6. 追加の対象サイト及び関連システム：別紙1のとおり\n');
    const section = model.annex.sections.find((entry) => entry.heading.startsWith('追加の対象サイト'));
    expect(section?.table?.rows).toEqual([['採用サイト', 'https://recruit.midori.example/', '同上', 'なし']]);
    expect(section?.rows).toEqual([{ label: 'みどり会クリニック', text: '予約システム' }]);
  });
});

describe('別紙1 個別条件', () => {
  const text = (terms: ContractTerms): string => JSON.stringify(renderContract(terms).annex.sections, null, 0);

  it('番号は欠けずに続く', () => {
    const numbers = renderContract(sampleTerms()).annex.sections.map((section) => section.number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('初日と末日を和暦と西暦で書く', () => {
    expect(text(sampleTerms())).toContain('令和9年3月31日（2027年3月31日）の終了まで');
  });

  it('特約は選んだものだけが載る', () => {
    expect(text(sampleTerms())).toContain('特約は定めない。');
    const terms = sampleTerms();
    terms.annex.specialTerms = {
      electronicNotice: true, deemedArrival: true, lateInterestPercent: 14.6, capFloorMonths: 6, emergencyAccess: true, confidentialityExceptions: true,
    };
    const rows = renderContract(terms).annex.sections.at(-1)?.rows ?? [];
    expect(rows).toHaveLength(6);
    expect(JSON.stringify(rows)).toMatch(/年14\.6％[^]*月額の6か月分/);
  });

  it('第8条2項 バックアップを協議中にすると期限が載る', () => {
    const terms = sampleTerms();
    terms.annex.backup = { underDiscussionUntil: '2026-06-30' as LocalDate };
    expect(text(terms)).toContain('令和8年6月30日（2026年6月30日）までに定める');
  });

  it('目標時間は約束しないのが標準で、約束すると時間で書く', () => {
    expect(text(sampleTerms())).toContain('時間の目標は定めない');
    const terms = sampleTerms();
    terms.annex.responseTargets = { reportWithinMinutes: 90, startWithinMinutes: 30, restoreWithinMinutes: null, serviceHours: '平日 9:00〜18:00' };
    expect(text(terms)).toMatch(/1時間30分以内[^]*30分以内[^]*定めない（実績を報告する。）/);
  });

  it.each([
    ['none' as const, '請求しない'],
    ['full' as const, '全額を支払う'],
    ['daily' as const, '暦日数により日割りで計算し、1円未満を切り捨てる'],
  ])('日割り %s', (method, words) => {
    const base = sampleTerms();
    expect(text({ ...base, proration: { ...base.proration, method } })).toContain(words);
  });
});
