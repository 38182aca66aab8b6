import { headingOf, type Column } from './columns.js';

/** One thing about one row, for the person who corrects the file. */
export interface RowNote { readonly column: string; readonly ja: string; readonly en: string }

const words = {
  required: ['入力してください。', 'Please fill this in.'],
  text: ['長すぎるか、使えない文字が含まれています。', 'Too long, or with characters that cannot be used.'],
  date: ['日付として読めません。2026-04-01、2026/4/1、令和8年4月1日 のように書いてください。', 'This is no date. Write it like 2026-04-01.'],
  dateImpossible: ['暦にない日付です。', 'There is no such day in the calendar.'],
  dateRange: ['1990年から2199年までの日付にしてください。', 'Use a day between 1990 and 2199.'],
  yen: ['円の整数で入力してください（55,000 や 55000円 も読めます）。', 'Write whole yen.'],
  yenPositive: ['1円以上にしてください。', 'The amount must be above zero.'],
  number: ['整数で入力してください。', 'Write a whole number.'],
  numberRange: ['使える範囲を超えています。', 'Out of range.'],
  choice: ['説明にある言葉のどれかを書いてください。', 'Write one of the words that the explanation names.'],
  email: ['メールアドレスとして読めません。', 'This is no e-mail address.'],
  url: ['http:// または https:// で始まるURLを入力してください。', 'The URL must begin with http:// or https://.'],
  postalCode: ['7桁の郵便番号にしてください。', 'A postal code has seven digits.'],
  telephone: ['0で始まる電話番号にしてください。', 'A telephone number begins with 0.'],
  address: ['都道府県と市区町村から始まる住所にしてください。', 'Begin the address with prefecture and municipality.'],
  lastBeforeStart: ['満了日は、契約開始日より後にしてください。', 'The last day must come after the first.'],
  startBeforeDate: ['契約開始日が契約日の1年以上前です。確認してください。', 'The first day lies more than a year before the date of the contract.'],
  ended: ['終了した契約は取り込みません。', 'A contract that has ended is not imported.'],
  numberTwice: ['同じ契約番号の行が、このファイルの中にあります。', 'This number stands in the file before.'],
  numberKnown: ['この契約番号はすでに登録されています。変更せずに飛ばします。', 'This number is registered already; the row is skipped.'],
  clientTwice: ['同じ名前の取引先が複数登録されています。取引先の名前を区別してから、もう一度お試しください。', 'Several clients have this name. Make their names distinct first.'],
  clientKnown: ['登録済みの取引先に加えます。取引先の情報は変えません。', 'The contract is added to the existing client, whose data stay as they are.'],
  sameContract: ['同じ取引先・同じURL・同じ開始日の契約が、すでに登録されています。', 'A contract of this client, URL and first day is registered already.'],
  old: ['20年以上前の契約日です。日付を確認してください（このまま取り込めます）。', 'The contract is more than twenty years old. Please check the date.'],
  future: ['まだ始まっていない契約です。', 'The contract has not begun yet.'],
  renewed: ['満了日が過ぎています。第17条2項により更新されたものとして、いまの満了日を計算しました。', 'The day lies behind. The contract counts as renewed (article 17(2)) and the present last day was computed.'],
  differs: ['契約日と期間から計算した満了日と違います。書かれた満了日を使います。', 'The computed last day is another one. The one written here is used.'],
  noLastOn: ['満了日がないため、契約日と期間から計算しました（初日不算入、民法140条）。契約書の満了日を確認してください。', 'Computed from date and months, as no last day is given (Civil Code 140). Please compare it with the contract.'],
  list: ['説明のとおりに、空白で区切って書いてください。', 'Write the parts as explained, separated by blanks.'],
  unpaidNumber: ['この請求書番号はすでに使われています。', 'This invoice number is in use.'],
  unpaidMonth: ['請求開始日より前の月だけを書いてください。それ以降の月は、ここで請求します。', 'Only months before the first day of billing; later ones are billed here.'],
  unpaidTwice: ['同じ月が二度あります。', 'A month stands here twice.'],
  paidDay: ['入金日は、契約の初日から今日までの日にしてください。', 'The day must lie between the first day of the contract and today.'],
  paidTwice: ['同じ日・同じ金額の入金が二度あります。', 'A payment of this day and amount stands here twice.'],
  depositDay: ['前受金の入金日は、今日までの日にしてください。', 'The day cannot lie in the future.'],
  backlog: ['請求開始日が2か月以上前です。利用開始日に、その間の請求書がまとめて作られます。', 'Billing begins more than two months back: the invoices since then will be made on the day of going live.'],
  paperMissing: ['ZIPの中に見つかりません。PDFなしで登録します（あとからPDFを加えられます）。', 'Not found in the ZIP. The contract is registered without it.'],
  paperNoPdf: ['PDFではありません。スキャンした契約書はPDFにして入れてください。', 'This is no PDF. Please put scans in as PDF.'],
  paperDate: ['PDFの署名の日が契約日と違います。確認してください。', 'The signatures in the PDF name another day than the date of the contract.'],
  overlap: ['この一覧の上の行に、同じサイトで期間の重なる契約があります。業務も重なると、この行は登録できません（第2条）。', 'A row above covers the same site at the same time. With the same works this row cannot be registered (article 2).'],
  siteTaken: ['このサイトは、期間と業務の重なるほかの契約の対象になっています（第2条）。契約開始日・満了日・業務を確認してください。', 'Another contract covers this site with the same service at the same time (article 2). Please check first day, last day and works.'],
  failed: ['登録できませんでした。内容を確認してください。', 'The row could not be registered.'],
} as const satisfies Record<string, readonly [ja: string, en: string]>;
export type Why = keyof typeof words;

/** A note about a column of one row. */
export const note = (column: Column, why: Why): RowNote => ({ column: headingOf(column), ja: words[why][0], en: words[why][1] });
