import type { MailFacts, MailTemplate, MailText } from '../mail-text.js';

interface Words { readonly subject: string; readonly lead: string; readonly action: string }

const lines = (language: 'ja' | 'en', { data }: MailFacts): string[] => {
  const answerBy = data['answerBy'] ? [language === 'ja' ? `ご返答の期限：${data['answerBy']}` : `Please answer by ${data['answerBy']}`] : [];
  const dueOn = data['dueOn'] ? [language === 'ja' ? `期日：${data['dueOn']}` : `Due on ${data['dueOn']}`] : [];
  return [...(data['text'] ? [data['text']] : []), ...answerBy, ...dueOn];
};

const mail = (language: 'ja' | 'en', facts: MailFacts, { subject, lead, action }: Words): MailText => {
  const { data, url } = facts;
  const note = language === 'ja' ? `番号 ${data['number']}。この協議の経過は、双方の画面に残ります（${data['article']}・第21条）。` : `Number ${data['number']}. The course of this consultation stays on both sides' screens (${data['article']}, article 21).`;
  return { subject: `${subject}｜${data['subject']}`, paragraphs: [lead, ...lines(language, facts)], action: { label: action, url }, notes: [note] };
};

/** A mail about one step of a consultation. `lead` tells who did what. */
const step = (ja: (sender: string, person: string) => Words, en: (sender: string, person: string) => Words): MailTemplate => ({
  ja: (facts) => mail('ja', facts, ja(facts.data['sender'] ?? '', facts.data['person'] ?? '')),
  en: (facts) => mail('en', facts, en(facts.data['sender'] ?? '', facts.data['person'] ?? '')),
});

const see = { ja: '協議の経過を見る', en: 'See the consultation' } as const;

/** Mails of consultations and agreements (第21条). */
export const agreementTemplates = {
  'agreement.position': step((sender, person) => ({ subject: '協議の意見', lead: `${sender} の ${person} 様から、協議に意見がありました。`, action: see.ja }), (sender, person) => ({ subject: 'Consultation: a position', lead: `${person} of ${sender} wrote in a consultation.`, action: see.en })),
  'agreement.meeting': step((sender, person) => ({ subject: '打合せの記録', lead: `${sender} の ${person} 様が、打合せを記録しました。違いがあれば、意見としてお書きください。`, action: see.ja }), (sender, person) => ({ subject: 'Consultation: a meeting was recorded', lead: `${person} of ${sender} recorded a meeting. If it differs from what you remember, please write so.`, action: see.en })),
  'agreement.proposal': step((sender, person) => ({ subject: '【ご返答のお願い】合意の案', lead: `${sender} の ${person} 様から、合意の案が届きました。同意するまで、契約の内容にはなりません。`, action: '案を確認して返答する' }), (sender, person) => ({ subject: '[Please answer] A proposal', lead: `${person} of ${sender} proposes an agreement. It is no part of the contract until you accept it.`, action: 'Read and answer the proposal' })),
  'agreement.withdrawal': step((sender, person) => ({ subject: '案の取り下げ', lead: `${sender} の ${person} 様が、案を取り下げました。`, action: see.ja }), (sender, person) => ({ subject: 'A proposal was withdrawn', lead: `${person} of ${sender} withdrew the proposal.`, action: see.en })),
  'agreement.decline': step((sender, person) => ({ subject: '案への返答（同意しない）', lead: `${sender} の ${person} 様は、案に同意しませんでした。理由は次のとおりです。`, action: see.ja }), (sender, person) => ({ subject: 'A proposal was declined', lead: `${person} of ${sender} declined the proposal for this reason.`, action: see.en })),
  'agreement.acceptance': step((sender, person) => ({ subject: '合意しました', lead: `${sender} の ${person} 様が案に同意し、合意が成立しました。合意書（PDF）は画面から受け取れます。`, action: '合意を確認する' }), (sender, person) => ({ subject: 'Agreed', lead: `${person} of ${sender} accepted the proposal: it is agreed. The document can be fetched from the page.`, action: 'See the agreement' })),
  'agreement.proxy': step((sender, person) => ({ subject: '【ご確認ください】合意の代理入力', lead: `${sender} が、${person} 様の同意を、書面・メールをもとに代理で入力しました。覚えのない場合は、すぐに ${sender} へお知らせください。`, action: '入力された内容と、もとの書面を確認する' }), (sender, person) => ({ subject: 'Please check: an acceptance entered for you', lead: `${sender} entered the acceptance of ${person} from a paper or mail. If you know nothing of it, tell ${sender} at once.`, action: 'See what was entered, and the paper' })),
  'agreement.closing': step((sender, person) => ({ subject: '協議の終了（合意なし）', lead: `${sender} の ${person} 様が、合意せずに協議を終えました。`, action: see.ja }), (sender, person) => ({ subject: 'A consultation ended without an agreement', lead: `${person} of ${sender} ended the consultation without an agreement.`, action: see.en })),
  'agreement.followUp': step((sender, person) => ({ subject: '合意のあとにすること', lead: `${sender} の ${person} 様が、合意のあとにすることを記録しました。`, action: see.ja }), (sender, person) => ({ subject: 'A follow-up of an agreement', lead: `${person} of ${sender} recorded what is to be done after the agreement.`, action: see.en })),
  'agreement.followUpDone': step((sender, person) => ({ subject: '合意のあとにすることの完了', lead: `${sender} の ${person} 様が、完了を記録しました。`, action: see.ja }), (sender, person) => ({ subject: 'A follow-up is done', lead: `${person} of ${sender} reported a follow-up as done.`, action: see.en })),
  'agreement.remindProposal': step(() => ({ subject: '【ご返答の期限】合意の案', lead: '返答をお待ちしている案の期限になりました。', action: '案を確認して返答する' }), () => ({ subject: '[Answer due] A proposal', lead: 'A proposal waits for your answer, and its day has come.', action: 'Read and answer the proposal' })),
  'agreement.remindFollowUp': step(() => ({ subject: '【期日】合意のあとにすること', lead: '合意のあとにすることの期日になりました。終わっていれば、完了を記録してください。', action: see.ja }), () => ({ subject: '[Due] A follow-up of an agreement', lead: 'A follow-up is due. If it is done, please report it.', action: see.en })),
  'agreement.delivery': step((sender, person) => ({ subject: '【ご確認のお願い】別途契約の引渡し', lead: `${sender} の ${person} 様が、別途契約の業務の引渡しを記録しました。検収を定めているときは、期日までに確認するか、異議をお知らせください。期日までに異議がなければ、報酬を請求します。`, action: '引渡しを確認する' }), (sender, person) => ({ subject: '[Please check] A delivery', lead: `${person} of ${sender} recorded a delivery. Where an inspection is agreed, please accept it or object by its last day; without an objection the fee is billed.`, action: 'Check the delivery' })),
  'agreement.inspection': step((sender, person) => ({ subject: '検収が済みました', lead: `${sender} の ${person} 様が、別途契約の業務を検収しました。報酬は次の毎月の請求書に載ります。単独の請求書を今すぐ発行することもできます。`, action: '請求の予定を見る' }), (sender, person) => ({ subject: 'The work was accepted', lead: `${person} of ${sender} accepted the work. The fee goes onto the next monthly invoice; an invoice of its own can be issued now.`, action: 'See what is to be billed' })),
  'agreement.objection': step((sender, person) => ({ subject: '【ご対応ください】別途契約の引渡しへの異議', lead: `${sender} の ${person} 様が、引渡しに異議を述べました。報酬はまだ請求されません。直したら、引渡しをもう一度記録してください。`, action: '異議を確認する' }), (sender, person) => ({ subject: '[Please act] An objection to a delivery', lead: `${person} of ${sender} objected to the delivery. The fee is not billed. Record the delivery again once it is put right.`, action: 'See the objection' })),
  'agreement.recall': step((sender, person) => ({ subject: '別途契約の引渡しの取消し', lead: `${sender} の ${person} 様が、誤って記録した引渡しを取り消しました。検収は要りません。報酬は、あらためて引き渡すまで請求されません。理由は次のとおりです。`, action: see.ja }), (sender, person) => ({ subject: 'A delivery was taken back', lead: `${person} of ${sender} took back a delivery that was recorded by mistake. You need not inspect it, and nothing is billed until it is delivered. The reason:`, action: see.en })),
  'agreement.waiver': step((sender, person) => ({ subject: '別途契約の報酬を請求しないことのお知らせ', lead: `${sender} の ${person} 様が、別途契約の報酬を請求しないことにしました。お支払いは要りません。理由は次のとおりです。`, action: see.ja }), (sender, person) => ({ subject: 'The fee of a separate contract is not billed', lead: `${person} of ${sender} gave up the fee of a separate contract. Nothing is to be paid for it. The reason:`, action: see.en })),
  'agreement.inspectionOver': step((sender) => ({ subject: '別途契約の検収の期間が過ぎました', lead: `検収の期間に異議がなかったため、${sender} は別途契約の報酬を請求します（要確認）。違うと思われるときは、画面から協議を始められます。`, action: '請求の予定を見る' }), (sender) => ({ subject: 'The inspection period is over', lead: `No objection was made within the inspection period, so ${sender} bills the fee of the separate contract (to be confirmed). If you disagree, you can open a consultation on the page.`, action: 'See what is to be billed' })),
  'agreement.remindDelivery': step(() => ({ subject: '【本日まで】別途契約の検収', lead: '別途契約の検収の期間は今日までです。確認するか、異議をお知らせください。異議がなければ、報酬が請求されます。', action: '引渡しを確認する' }), () => ({ subject: '[Until today] Inspection of a delivery', lead: 'The inspection period ends today. Please accept the delivery or object; without an objection the fee is billed.', action: 'Check the delivery' })),
} as const satisfies Record<string, MailTemplate>;
