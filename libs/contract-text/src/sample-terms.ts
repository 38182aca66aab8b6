import type { LocalDate } from '@hoshu/domain';
import { blankTerms, type ContractTerms } from './terms.js';

const FREQUENCIES = ['5分ごと', '月1回', '随時', '毎日', '随時', '月1回', '毎日', '月1回'];

/**
 * A complete contract between two invented companies, for previews, demonstrations and tests.
 * @returns a fresh object that the caller may change
 */
export function sampleTerms(): ContractTerms {
  const blank = blankTerms();
  return {
    ...blank,
    signingForm: 'electronic',
    parties: {
      client: {
        companyName: '医療法人社団みどり会',
        address: '神奈川県横浜市西区みなとみらい一丁目1番1号',
        representativeTitle: '理事長',
        representativeName: '緑川　一郎',
      },
      vendor: {
        companyName: '株式会社あおば制作',
        address: '大阪府大阪市北区梅田一丁目2番3号',
        representativeTitle: '代表取締役',
        representativeName: '青葉　花子',
      },
    },
    sites: [
      { name: 'みどり会クリニック', url: 'https://midori.example/', server: 'さくらのレンタルサーバ', cms: 'WordPress 6.8', others: [] },
    ],
    feeYen: 55000,
    dueDay: 25,
    contractDate: '2026-04-01' as LocalDate,
    term: { startOn: '2026-04-01' as LocalDate, startsAtMidnight: true, months: 12, firstEndOn: '2027-03-31' as LocalDate },
    annex: {
      notices: {
        client: { email: 'tsuchi@midori.example', postal: '〒220-0012　神奈川県横浜市西区みなとみらい一丁目1番1号　総務部' },
        vendor: { email: 'tsuchi@aoba.example', postal: '〒530-0001　大阪府大阪市北区梅田一丁目2番3号　契約管理担当' },
      },
      works: blank.annex.works.map((work, index) => ({ ...work, frequency: FREQUENCIES[index] ?? '' })),
      minorWork: { perMonth: 5, minutesEach: 30 },
      backup: { frequency: '毎日', retention: '30日間', method: '別の事業者の保管領域へ暗号化して保存' },
      specialTerms: {},
    },
  };
}
