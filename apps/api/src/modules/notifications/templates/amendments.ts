import type { MailFacts, MailTemplate, MailText } from '../mail-text.js';

interface Words { readonly subject: string; readonly lead: string; readonly action: string; readonly note: string }

function paragraphs(language: 'ja' | 'en', { data }: MailFacts, lead: string): string[] {
  const ja = language === 'ja';
  const fee = data['newFee'] ? [ja ? `月額：${data['oldFee']}円 → ${data['newFee']}円` : `Monthly fee: JPY ${data['oldFee']} → JPY ${data['newFee']}`] : [];
  const counter = data['counterFee'] ? [ja ? `ご希望の月額：${data['counterFee']}円` : `Counter-offer: JPY ${data['counterFee']} a month`] : [];
  const answer = data['answerBy'] ? [ja ? `返答の期限：${data['answerBy']}` : `Answer by: ${data['answerBy']}`] : [];
  return [lead, ...(data['message'] ? [data['message']] : []), ...fee, ...counter, ja ? `変わる条項：${data['articles']}` : `Clauses: ${data['articles']}`, ja ? `発効日：${data['effectiveOn']}` : `Takes effect on: ${data['effectiveOn']}`, ...answer];
}

const text = (language: 'ja' | 'en', facts: MailFacts, { subject, lead, action, note }: Words): MailText =>
  ({ subject: `${subject}｜${facts.data['contractNumber']}`, paragraphs: paragraphs(language, facts, lead), action: { label: action, url: facts.url }, notes: [note] });
const mail = (ja: (data: MailFacts['data']) => Words, en: (data: MailFacts['data']) => Words): MailTemplate => ({ ja: (facts) => text('ja', facts, ja(facts.data)), en: (facts) => text('en', facts, en(facts.data)) });

const same = { ja: '同意がない限り、契約の内容は変わりません。', en: 'Nothing changes without consent.' } as const;

/** Mails of a 変更覚書. */
export const amendmentTemplates = {
  'amendment.proposed': mail((data) => ({ subject: '【ご返答のお願い】契約の変更', lead: `${data['sender']} から、契約の変更のご提案です。変更前と変更後を見くらべて、返答してください。`, action: '変更の内容を確認する', note: same.ja }), (data) => ({ subject: '[Please answer] A change of the contract', lead: `${data['sender']} proposes a change of the contract. Please compare and answer.`, action: 'See the change', note: same.en })),
  'amendment.agreed': mail((data) => ({ subject: '契約の変更が成立しました', lead: '双方の署名がそろい、変更覚書が成立しました。', action: '変更覚書を見る', note: `${data['effectiveOn']} より前の日付には、元の条件が適用されます。` }), (data) => ({ subject: 'The change of the contract is agreed', lead: 'Both sides have signed the amendment.', action: 'See the amendment', note: `Days before ${data['effectiveOn']} keep the old terms.` })),
  'amendment.declined': mail((data) => ({ subject: '契約の変更への返答', lead: `${data['sender']} は、契約の変更に同意しませんでした。`, action: '返答を見る', note: same.ja }), (data) => ({ subject: 'The change was declined', lead: `${data['sender']} declined the change.`, action: 'See the answer', note: same.en })),
  'amendment.withdrawn': mail((data) => ({ subject: '契約の変更の取り下げ', lead: `${data['sender']} が、契約の変更の提案を取り下げました。`, action: '提案を見る', note: same.ja }), (data) => ({ subject: 'A proposed change was withdrawn', lead: `${data['sender']} withdrew the proposed change.`, action: 'See the proposal', note: same.en })),
  'amendment.lapsed': mail((data) => ({ subject: '契約の変更の提案の期限が過ぎました', lead: data['outcome'] ?? '', action: '提案を見る', note: same.ja }), () => ({ subject: 'A proposed change has lapsed', lead: 'There was no consent in time, so the contract goes on under the same terms.', action: 'See the proposal', note: same.en })),
  'amendment.registered': mail((data) => ({ subject: '署名済みの変更覚書が登録されました', lead: `${data['sender']} が、書面などで署名された変更覚書を登録しました。お手元の書面と同じか、変更前と変更後、署名者、発効日を確認してください。`, action: '登録された変更覚書を見る', note: 'お手元の書面と違うときは、画面から協議を申し入れてください（第21条）。' }), (data) => ({ subject: 'A signed amendment was registered', lead: `${data['sender']} registered an amendment that was signed on paper or elsewhere. Please compare it with your copy: changes, signers and day.`, action: 'See the amendment', note: 'If it differs from your copy, open a consultation from its page (article 21).' })),
  'amendment.notice': mail((data) => ({ subject: '通知先の変更のお知らせ', lead: `${data['sender']} から、契約の通知先（別紙1）の変更のお知らせです。発効日からは、新しい通知先に送ってください。`, action: '新しい通知先を見る', note: 'この変更は通知だけで成立します。同意の手続は要りません。' }), (data) => ({ subject: 'Change of the notice address', lead: `${data['sender']} has changed its notice address (annex 1). From that day, please use the new one.`, action: 'See the new address', note: 'This changes by notice; no consent is needed.' })),
} as const satisfies Record<string, MailTemplate>;
