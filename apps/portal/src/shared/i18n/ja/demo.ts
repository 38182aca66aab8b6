const demo = {
  'demo.title': 'デモに入る',
  'demo.lead': '登場人物を選ぶと、その人として新しいウィンドウで操作できます。データはすべて架空のもので、実際のメールや振込は発生しません。',
  'demo.enterAs': '{name}として入る',
  'demo.entering': 'サインインしています…',
  'demo.failed': '入れませんでした。もう一度お試しください。',
  'demo.clock': 'デモの日付',
  'demo.clockText': 'いまの日付は{date}です。日付を進めると、請求の発行、更新、通知の到達など、期日の来た処理がすべて動きます。',
  'demo.moved': '（実際の日付から{days}日先）',
  'demo.day': '1日進める',
  'demo.month': '1か月進める',
  'demo.advancing': '日付を進めています…',
  'demo.where': 'メールと銀行',
  'demo.mail': '届いたメールを見る',
  'demo.bank': '銀行から振り込む',
  'demo.whereText': 'このデモから送られたメールと、お客様（甲）の銀行の窓口です。',
} as const;
export default demo;
