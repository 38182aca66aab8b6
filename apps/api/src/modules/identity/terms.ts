import type { ResponseOf, identityRoutes } from '@hoshu/api-schema';

/** D13: what every user accepts; storing 甲's secrets here is itself a disclosure to a third party (13条1項, 7条3項). */
export const terms: ResponseOf<typeof identityRoutes.terms> = {
  version: '2026-11-01',
  documents: [
    {
      kind: 'terms', title: { ja: '利用規約', en: 'Terms of service' },
      body: {
        ja: '第1条 本サービスは、Webサイトの保守管理契約を締結し、履行を記録するための道具です。契約の当事者はお客様（甲）と保守会社（乙）であり、運営者は当事者になりません。\n第2条 運営者は、通知を登録し、転送し、手続を案内します。当事者に代わって通知を受け取り、承認し、または有効性を判断することはありません。\n第3条 本サービスが表示する日付と金額には根拠となる条文と計算の手順を示します。「要確認」と表示したものは、専門家に確認してください。\n第4条 利用を停止し、または解約した場合も、契約の相手方は契約書、請求書および記録を閲覧・保存でき、法律上の期間は止まりません。\n第5条 利用者は、登録した情報が正確であること、および署名・通知の権限を有することに責任を負います。',
        en: '1. This service is a tool to conclude a website maintenance contract and to record its performance. The parties are the client and the vendor; the operator is not a party.\n2. The operator registers and forwards notices and explains procedures. It never receives, accepts or judges a notice for a party.\n3. Dates and amounts shown here name their article and calculation. Values marked "to be confirmed" should be checked with a professional.\n4. Suspension or cancellation never stops the other party from reading and keeping contracts, invoices and records, and never stops a legal period.\n5. Users are responsible for the accuracy of what they register and for having authority to sign and to give notice.',
      },
    },
    {
      kind: 'privacy', title: { ja: 'プライバシーポリシー', en: 'Privacy policy' },
      body: {
        ja: '運営者は、氏名、メールアドレス、操作の日時と接続元を、本サービスの提供、本人確認および記録の証明のためにだけ利用します。監査記録には個人情報そのものではなく、復元できない符号を残します。保存期間は契約上・法令上の期間が終わるまでです。広告には利用しません。',
        en: 'The operator uses names, e-mail addresses, times and origins of actions only to provide the service, to confirm identity and to prove records. The audit trail keeps commitments that cannot be reversed instead of personal data. Data are kept until the contractual and statutory periods end, and are never used for advertising.',
      },
    },
    {
      kind: 'processing', title: { ja: '個人データ・秘密情報の取扱いの委託', en: 'Processing of personal and confidential data' },
      body: {
        ja: '保守会社（乙）とお客様（甲）は、契約の履行に必要な範囲で、認証情報、秘密情報および個人データの保管を運営者に委託します。これは契約第7条第3項・第13条第1項にいう第三者への開示にあたるため、双方の同意を記録します。運営者は再委託先を公表し、漏えい等を知ったときは速やかに双方へ知らせます。',
        en: 'Vendor and client entrust the operator with storing credentials, confidential information and personal data as far as the contract needs it. This is a disclosure to a third party under articles 7(3) and 13(1) of the contract, so both consents are recorded. The operator publishes its sub-processors and informs both parties of any leak without delay.',
      },
    },
  ],
};
