import type { OwnTerm } from '@hoshu/domain';

/** A 特約 that can be picked: what it changes in plain words, and the law it stands on. It is offered, never chosen beforehand (D2). */
export interface LibraryTerm {
  readonly key: string;
  readonly title: string;
  readonly plain: { readonly ja: string; readonly en: string };
  readonly law: string;
  /** The clause to take over; null: one of the choices of 別紙1 that the product's own rules know. */
  readonly clause: OwnTerm | null;
}

const entry = (key: string, title: string, more: Omit<LibraryTerm, 'key' | 'title'>): LibraryTerm => ({ key, title, ...more });
const clause = (title: string, text: string, variables: readonly [name: string, hint: string, example: string][] = []): OwnTerm => ({ title, text, variables: variables.map(([name, hint, example]) => ({ name, hint, example, value: '' })) });

/** 05-law §5: what the form leaves open and many agree on. */
export const SPECIAL_LIBRARY: readonly LibraryTerm[] = [
  entry('electronicNotice', '電子通知', { law: '第17条2項、民法97条', clause: null, plain: { ja: '更新しない通知も、メールやこのシステムでできるようにします。', en: 'A notice of non-renewal may be electronic.' } }),
  entry('deemedArrival', '到達', { law: '民法97条', clause: null, plain: { ja: 'メールは相手方のサーバーに届いた時に到達したとみなします。', en: 'An e-mail counts as arrived when the other server accepts it.' } }),
  entry('lateInterestPercent', '遅延損害金', { law: '民法404条・419条・420条', clause: null, plain: { ja: '支払が遅れたときの年率を定めます。', en: 'Sets the yearly rate of late interest.' } }),
  entry('capFloorMonths', '損害賠償の上限の下支え', { law: '第16条2項、民法420条', clause: null, plain: { ja: '支払実績が少ない間も、上限を月額の数か月分とします。', en: 'A floor of the cap while few fees were paid.' } }),
  entry('emergencyAccess', '緊急時の認証情報', { law: '第7条・第13条', clause: null, plain: { ja: '障害のとき、当番者が認証情報を60分まで使えます。', en: 'In an emergency the person on duty may use credentials for 60 minutes.' } }),
  entry('confidentialityExceptions', '秘密保持の例外', { law: '第13条、不正競争防止法2条6項', clause: null, plain: { ja: '公知の情報などを秘密から外します。', en: 'Public and independently known information is not confidential.' } }),
  entry('antisocialDefinition', '反社会的勢力の定義', {
    law: '第20条、暴力団対策法2条、政府指針（平成19年6月19日）', plain: { ja: '反社会的勢力とは誰かを定め、やめて5年以内の者も含めます。', en: 'Defines antisocial forces, including those who left less than five years ago.' },
    clause: clause('反社会的勢力の定義', '第20条の反社会的勢力とは、暴力団、暴力団員、暴力団員でなくなった時から5年を経過しない者、暴力団準構成員、暴力団関係企業、総会屋、社会運動等標ぼうゴロ、特殊知能暴力集団その他これらに準ずる者をいう。'),
  }),
  entry('returnAtEnd', '終了時の返還', {
    law: '民法646条・656条、個人情報保護法22条', plain: { ja: '契約が終わった後、データとアカウントをいつまでに返すかを定めます。', en: 'By when data and accounts are returned after the end.' },
    clause: clause('終了時の返還', '乙は、本契約の終了後{{返還の期間}}以内に、甲から預かったデータ及び認証情報を甲に返還し、又は甲の指示に従って消去する。', [['返還の期間', '終了した日の翌日から数える期間', '30日']]),
  }),
  entry('capBaseDate', '損害賠償の上限の基準日', {
    law: '第16条2項、民法521条2項', plain: { ja: '「直近」を、損害の原因が生じた日から数えると明らかにします。', en: 'The window of the cap counts back from the day of the cause.' },
    clause: clause('損害賠償の上限の基準日', '第16条2項の直近の期間は、損害の原因となった事由が生じた日を基準として計算する。'),
  }),
  entry('personalDataSubcontract', '個人データの再委託', {
    law: '第10条・第14条、個人情報保護法25条', plain: { ja: '個人データの取扱いを再委託する前に、甲へ知らせます。', en: 'The client is told before personal data go to a subcontractor.' },
    clause: clause('個人データの再委託', '乙は、個人データの取扱いを第三者に再委託するときは、その{{事前通知の期間}}前までに、再委託先の名称及び内容を甲に通知する。', [['事前通知の期間', '再委託を始める日の何日前か', '14日']]),
  }),
];
