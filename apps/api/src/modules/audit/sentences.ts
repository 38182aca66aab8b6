import { plainSentences } from './sentences-of-slices.js';

type Data = Readonly<Record<string, unknown>>;
export interface Sentence { readonly ja: string; readonly en: string }

const text = (data: Data, key: string): string => (data[key] === null || data[key] === undefined ? '' : String(data[key]));
const fixed = (ja: string, en: string) => (): Sentence => ({ ja, en });

/** What happened, in one sentence. A type that is not listed shows itself. */
const sentences: Readonly<Record<string, (data: Data) => Sentence>> = {
  'notice.given': (data) => ({ ja: `通知を送信しました（${data['giverParty'] === 'client' ? 'お客様（甲）' : '保守会社（乙）'}から）。`, en: `A notice was given by the ${text(data, 'giverParty')}.` }),
  'notice.letter-made': fixed('郵送用の通知書を作成しました。', 'A letter of notice was made for posting.'),
  'notice.arrived': (data) => ({ ja: `通知が ${text(data, 'arrivedOn')} に相手方へ到達しました。`, en: `The notice arrived on ${text(data, 'arrivedOn')}.` }),
  'notice.bounced': fixed('通知のメールが届きませんでした（到達していません）。', 'The notice bounced; it has not arrived.'),
  'notice.scan-kept': fixed('書面の通知の写しを保存しました。', 'The scan of a paper notice was kept.'),
  'notice.paper-registered': (data) => (data['arrivedOn'] ? { ja: `書面の通知を登録しました（到達日 ${text(data, 'arrivedOn')}）。`, en: `A paper notice was registered (arrived on ${text(data, 'arrivedOn')}).` } : { ja: '書面の通知の配達状況を登録しました。', en: 'The way of a paper notice was registered.' }),
  'notice.without-effect': fixed('この通知によって契約の終了日は変わりませんでした。', 'The notice did not change the end of the contract.'),
  'notice.forwarded-by-desk': fixed('窓口に届いた通知を、別紙1の通知先へ転送しました。', 'A notice that came to the desk was forwarded to the notice address.'),
  'contract.end-decided': (data) => ({ ja: `契約の終了日が ${text(data, 'lastOn')}（第${text(data, 'basis')}条）に決まりました。`, en: `The contract will end on ${text(data, 'lastOn')} (article ${text(data, 'basis')}).` }),
  'contract.end-superseded': (data) => ({ ja: `終了日 ${text(data, 'withdrawnLastOn')} は、より早い終了日 ${text(data, 'lastOn')} に替わりました。`, en: `The end of ${text(data, 'withdrawnLastOn')} gave way to the earlier ${text(data, 'lastOn')}.` }),
  'contract.ended': (data) => ({ ja: `契約が ${text(data, 'endedOn')} をもって終了しました。秘密保持の義務は ${text(data, 'survivalLastOn')} まで続きます。`, en: `The contract ended on ${text(data, 'endedOn')}; confidentiality lasts until ${text(data, 'survivalLastOn')}.` }),
  'contract.renewed': (data) => ({ ja: `契約が ${text(data, 'startsOn')} から ${text(data, 'lastOn')} まで更新されました。`, en: `The contract was renewed from ${text(data, 'startsOn')} to ${text(data, 'lastOn')}.` }),
  'contract.deadline-reminded': (data) => ({ ja: `終了通知の期限（${text(data, 'lastValidOn')}）を双方に知らせました。`, en: `Both sides were reminded of the deadline ${text(data, 'lastValidOn')}.` }),
  'support.viewed-notice': fixed('運営の窓口が通知の手続情報を閲覧しました。', 'The desk opened the case of a notice.'),
  'support.took-over': fixed('運営の窓口が担当になりました。', 'A member of the desk took the case over.'),
  'support.answered': fixed('運営の窓口が標準の案内を送りました。', 'The desk sent a standard answer.'),
  'support.registered-notice': fixed('運営の窓口に届いた通知を登録しました。', 'A notice that came to the desk was registered.'),
  'support.added-scan': fixed('運営の窓口が通知の写しを保存しました。', 'The desk kept the scan of a notice.'),
  'support.forwarded-notice': fixed('運営の窓口が通知の転送を指示しました。', 'The desk had a notice forwarded.'),
};

/** The sentence of an event in both languages. */
export function sentenceOf(type: string, data: Data): Sentence {
  const own = Object.hasOwn(sentences, type) ? sentences[type]?.(data) : undefined;
  const plain = Object.hasOwn(plainSentences, type) ? plainSentences[type] : undefined;
  return own ?? { ja: plain?.[0] ?? type, en: plain?.[1] ?? type };
}
