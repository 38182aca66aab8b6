export interface SampleContract {
  readonly siteName: string; readonly url: string; readonly server: string; readonly cms: string; readonly feeYen: number; readonly dueDay: number; readonly timing: 'arrears' | 'sameMonth' | 'advance';
  /** In the demo the contract has a second site: the demo itself. */
  readonly watchesDemo?: true;
  /** Conclusion relative to today: so many months ago, then days later; null: still a draft. */
  readonly concluded: { readonly monthsAgo: number; readonly plusDays: number } | null;
}
export interface SampleClient {
  readonly key: string; readonly companyName: string; readonly companyKana: string; readonly postalCode: string; readonly prefecture: string; readonly city: string; readonly street: string;
  readonly title: string; readonly person: string; readonly telephone: string; readonly email: string; readonly contracts: readonly SampleContract[];
}

/** Whose transfers came short and late. */
export const latePayer = 'カブシキガイシャキタハマセイカ';

/** Invented organisations: one in the middle of its term, one past its notice deadline, one new, one still a draft. */
export const sampleClients: readonly SampleClient[] = [
  {
    key: 'midori', companyName: '医療法人社団みどり会', companyKana: 'イリョウホウジンシャダンミドリカイ', postalCode: '220-0012', prefecture: '神奈川県', city: '横浜市', street: '西区みなとみらい1-1-1', title: '理事長', person: '緑川 薫', telephone: '045-123-4567', email: 'midori@client.example',
    contracts: [
      { siteName: 'みどり会クリニック 公式サイト', url: 'https://www.midori-clinic.example/', server: 'さくらのレンタルサーバ', cms: 'WordPress 6.9', feeYen: 55_000, dueDay: 31, timing: 'arrears', concluded: { monthsAgo: 7, plusDays: 3 }, watchesDemo: true },
      { siteName: 'みどり会 予約サイト', url: 'https://yoyaku.midori-clinic.example/', server: 'Xserver', cms: 'なし（独自開発）', feeYen: 33_000, dueDay: 25, timing: 'sameMonth', concluded: null },
    ],
  },
  {
    key: 'kitahama', companyName: '株式会社北浜製菓', companyKana: latePayer, postalCode: '541-0041', prefecture: '大阪府', city: '大阪市', street: '中央区北浜2-3-4', title: '代表取締役', person: '北浜 一郎', telephone: '06-9876-5432', email: 'kitahama@client.example',
    contracts: [{ siteName: '北浜製菓 オンラインストア', url: 'https://shop.kitahama.example/', server: 'Shopify', cms: 'Shopify', feeYen: 88_000, dueDay: 20, timing: 'sameMonth', concluded: { monthsAgo: 12, plusDays: 15 } }],
  },
  {
    key: 'sunset', companyName: '合同会社サンセットブルワリー', companyKana: 'ゴウドウガイシャサンセットブルワリー', postalCode: '900-0015', prefecture: '沖縄県', city: '那覇市', street: '久茂地3-2-1', title: '代表社員', person: '比嘉 夕', telephone: '098-765-4321', email: 'sunset@client.example',
    contracts: [{ siteName: 'サンセットブルワリー', url: 'https://sunset-brewery.example/', server: 'ConoHa WING', cms: 'WordPress 6.9', feeYen: 27_500, dueDay: 10, timing: 'advance', concluded: { monthsAgo: 1, plusDays: 0 } }],
  },
];
