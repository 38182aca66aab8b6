import type { z } from 'zod';
import type { standardAnswers } from '@hoshu/api-schema';

export type AnswerKey = z.output<typeof standardAnswers>;

/** The sentence every answer of the desk carries (D8). */
export const deskLimit = {
  ja: '窓口は通知を受領・承認する立場になく、有効かどうかの判断もいたしません。登録・転送と手続のご案内のみを行います。',
  en: 'The desk neither receives nor confirms notices, nor judges whether they are valid. It registers, forwards and explains the procedure only.',
} as const;

/** Canned texts: what the contract says and what can be done next; never an opinion on the case. */
export const standardAnswerTexts: Readonly<Record<AnswerKey, { readonly ja: string; readonly en: string }>> = {
  received: { ja: 'ご連絡を確認しました。契約の相手方の通知先へ転送する手続を進めます。相手方に届いた日が到達日になります。', en: 'We have seen your message and are forwarding it to the other side. The day it reaches them is the day of arrival.' },
  written_form: { ja: '第17条2項の終了通知は書面で行うことと定められています。ポータルの「通知書を印刷」から通知書を作成し、押印のうえ相手方へ郵送してください。第18条の中途解約は電子メールでも行えます。', en: 'Article 17(2) asks for a notice on paper. Print the letter from the portal, seal and post it. A termination under article 18 can also be given by e-mail.' },
  date_too_early: { ja: '第18条の中途解約は、到達から契約で定めた通知期間が過ぎる日より前には終了しません。より早い終了には相手方との合意が必要です。', en: 'Under article 18 the contract ends no earlier than the notice period after arrival. An earlier end needs an agreement with the other side.' },
  deadline_passed: { ja: '第17条2項の通知期限の日を過ぎています。中途解約（第18条）による終了もできます。どちらとして扱うかは、相手方とご確認ください。', en: 'The day named by article 17(2) has passed. A termination under article 18 is possible too; please settle with the other side how the notice is meant.' },
  not_delivered: { ja: '通知先のメールに届きませんでした。到達の記録がありません。通知書を印刷して郵送するか、相手方に通知先をご確認ください。', en: 'The notice address did not accept the e-mail and there is no record of arrival. Please post the letter or ask the other side for its address.' },
  authority: { ja: '通知された方の権限を、相手方が確認することがあります。代表者または通知権限のある方からの確認をご用意ください。', en: 'The other side may ask whether the person was authorised. Please have a confirmation by a representative ready.' },
};

const all = Object.keys(standardAnswerTexts) as AnswerKey[];
const ofRescissions: readonly AnswerKey[] = ['not_delivered', 'authority'];
/** The answers that fit a case: about a rescission only those that speak of no other article. */
export const answersFor = (article: number): readonly AnswerKey[] => (article > 18 ? ofRescissions : all);
