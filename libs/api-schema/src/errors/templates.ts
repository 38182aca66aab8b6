import type { ErrorEntry } from './entry.js';

/** Refusals around the vendor's own templates. */
export const templateErrors = {
  template_name_taken: { status: 422, ja: '同じ名前のひな形があります。', en: 'There is a template of this name.' },
  template_retired: { status: 422, ja: 'このひな形は利用をやめています。別のひな形を選んでください。', en: 'This template was retired. Choose another one.' },
  template_has_days: { status: 422, ja: 'ひな形には、契約日と契約期間の初日を入れられません。契約ごとに決めます。', en: 'A template has neither a contract date nor a first day; each contract has its own.' },
} as const satisfies Record<string, ErrorEntry>;
