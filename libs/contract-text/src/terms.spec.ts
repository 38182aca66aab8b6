import { createHash } from 'node:crypto';
import { bodyHash } from './body-hash.js';
import { plainWords } from './plain-words.js';
import { renderContract } from './render.js';
import { sampleTerms } from './sample-terms.js';
import { blankTerms } from './terms.js';
import { unfilled } from './unfilled.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('空欄の一覧', () => {
  it('空のひな形では13の項目と別紙1の項目が挙がる', () => {
    const paths = unfilled(blankTerms()).map((entry) => entry.path);
    expect(paths).toEqual(expect.arrayContaining([
      'parties.client.companyName', 'parties.vendor.representativeName', 'sites.0.url', 'feeYen', 'dueDay', 'contractDate',
      'annex.notices.client.email', 'annex.works.0.frequency', 'annex.backup.retention',
    ]));
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('記入が済んだ契約では空になる', () => {
    expect(unfilled(sampleTerms())).toEqual([]);
  });

  it('2つ目のサイト、名前のない裁判所も挙がる', () => {
    const terms = sampleTerms();
    terms.sites.push({ name: '採用サイト', url: '', server: 'A', cms: 'B', others: [] });
    terms.court = { kind: 'named', name: '' };
    expect(unfilled(terms).map((entry) => entry.ja)).toEqual(['対象サイト2のURL', '合意管轄の裁判所']);
  });

  it('サイトがひとつもないときも挙がる', () => {
    expect(unfilled({ ...sampleTerms(), sites: [] }).map((entry) => entry.path)).toContain('sites.0.name');
  });
});

describe('本文ハッシュ', () => {
  it('同じ条件なら同じ、1文字でも違えば別になる', () => {
    const hash = bodyHash(renderContract(sampleTerms()), sha256);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(bodyHash(renderContract(sampleTerms()), sha256)).toBe(hash);
    expect(bodyHash(renderContract({ ...sampleTerms(), feeYen: 55001 }), sha256)).not.toBe(hash);
  });

  it('JSONにして戻しても変わらない', () => {
    const model = renderContract(sampleTerms());
    expect(bodyHash(JSON.parse(JSON.stringify(model)), sha256)).toBe(bodyHash(model, sha256));
  });
});

describe('やさしい言葉', () => {
  it('22条すべてに日本語と英語がある', () => {
    const words = plainWords(sampleTerms());
    for (let article = 1; article <= 22; article += 1) {
      expect(words[article]?.ja).toMatch(/。$/);
      expect(words[article]?.en).toMatch(/\.$/);
    }
  });

  it('甲・乙は裸で使わない', () => {
    for (const { ja } of Object.values(plainWords(sampleTerms()))) {
      expect(ja.replace(/お客様（甲）|保守会社（乙）/g, '')).not.toMatch(/[甲乙]/);
    }
  });

  it('数字は契約の条件から書かれる', () => {
    const base = sampleTerms();
    const words = plainWords({ ...base, noticeDays17: 60, noticeDays18: 90, capWindowMonths: 12, survivalYears: 5, term: { ...base.term, months: 24 } });
    expect(words[17]?.ja).toContain('契約期間は2年間です。期間が終わる60日前まで');
    expect(words[18]?.en).toContain("90 days' notice");
    expect(words[16]?.ja).toContain('直近12か月間');
    expect(words[13]?.ja).toContain('5年間');
    expect(words[11]?.ja).toContain('月額55,000円（税込）');
  });
});
