import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { DateConfirmationRow, Party, RecipientRow, RequestRow, SigningOrder, SigningRows } from './rows.js';

type Entry = ResponseOf<typeof signingRoutes.get>['timeline'][number];
const side: Readonly<Record<Party, { ja: string; en: string }>> = { client: { ja: 'お客様（甲）', en: 'The client' }, vendor: { ja: '保守会社（乙）', en: 'The vendor' } };
const closing: Readonly<Partial<Record<RequestRow['state'], { ja: string; en: string }>>> = {
  completed: { ja: '締結が完了しました', en: 'Concluded' }, expired: { ja: '署名の期限が過ぎました', en: 'The period for signing ended' }, cancelled: { ja: '署名の依頼が取り消されました', en: 'The request was cancelled' },
};

const order: Readonly<Record<SigningOrder, { ja: string; en: string }>> = {
  parallel: { ja: '署名の順番：決めない', en: 'either side may sign first' }, vendor_first: { ja: '署名の順番：保守会社（乙）が先', en: 'the vendor signs first' }, client_first: { ja: '署名の順番：お客様（甲）が先', en: 'the client signs first' },
};

// F130: the order, and how many approve or get a copy, as chosen when it was sent.
function sentText(request: RequestRow, recipients: readonly RecipientRow[]): { ja: string; en: string } {
  const count = (role: RecipientRow['role']) => recipients.filter((row) => row.role === role).length;
  const [approvers, copies] = [count('approver'), count('cc')];
  const ja = [order[request.signing_order].ja, ...(approvers ? [`承認者${approvers}名`] : []), ...(copies ? [`写しの受け手${copies}名`] : [])];
  const en = [order[request.signing_order].en, ...(approvers ? [`approvers: ${approvers}`] : []), ...(copies ? [`copies: ${copies}`] : [])];
  const chosen = request.form === 'electronic';
  return { ja: `契約書を確定し、送信しました${chosen ? `（${ja.join('、')}）` : ''}`, en: `The text was fixed and sent${chosen ? ` (${en.join(', ')})` : ''}` };
}

/** Everything that happened to one request, oldest first; also printed on the certificate. */
export function timelineOf(request: RequestRow, rows: SigningRows): Entry[] {
  const entries: { at: Date; kind: string; party: Party | null; personName: string; ja: string; en: string }[] = [];
  const add = (at: Date | null, kind: string, what: { party: Party | null; personName: string; ja: string; en: string }) => {
    if (at) entries.push({ at, kind, ...what });
  };
  add(request.sent_at, 'sent', { party: 'vendor', personName: request.sent_by_name, ...sentText(request, rows.recipients) });
  for (const row of rows.recipients) {
    const who = { party: 'client' as const, personName: row.person_name };
    if (row.forwarded_from) add(row.invited_at, 'forwarded', { ...who, ja: `${row.person_name} 様に転送されました`, en: `Forwarded to ${row.person_name}` });
    add(row.code_entered_at, 'code_entered', { ...who, ja: `${row.person_name} 様がアクセスコードを入力しました`, en: `${row.person_name} entered the access code` });
    add(row.opened_at, 'opened', { ...who, ja: `${row.person_name} 様が開きました`, en: `${row.person_name} opened it` });
  }
  for (const row of rows.representations) {
    add(row.answered_at, 'represented', { party: row.party, personName: row.answered_by, ja: `${side[row.party].ja}が第20条1項の表明をしました`, en: `${side[row.party].en} made the representation of article 20(1)` });
  }
  for (const row of rows.approvals) add(row.approved_at, 'approved', { party: 'client', personName: row.person_name, ja: `お客様（甲）の承認者 ${row.person_name} 様が承認しました`, en: `${row.person_name}, approver of the client, approved` });
  for (const row of rows.signatures) add(row.signed_at, 'signed', { party: row.party, personName: row.signer_name, ja: `${side[row.party].ja}の${row.signer_name}（${row.signer_title}）が署名しました`, en: `${row.signer_name} (${row.signer_title}) signed` });
  for (const row of rows.dates) add(row.confirmed_at, 'date_confirmed', { party: row.party, personName: row.person_name, ...dateText(row) });
  for (const row of rows.declines) {
    const who = { party: row.party, personName: row.person_name };
    const approver = rows.recipients.find((entry) => entry.id === row.recipient_id)?.role === 'approver';
    add(row.declined_at, 'declined', approver ? { ...who, ja: `${side[row.party].ja}の承認者 ${row.person_name} 様が差し戻しました`, en: `${row.person_name}, approver of the client, sent it back` } : { ...who, ja: `${side[row.party].ja}が差し戻しました`, en: `${side[row.party].en} declined` });
  }
  const end = closing[request.state];
  if (end) add(request.closed_at, request.state, { party: null, personName: '', ...end });
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ at, ja, en, ...rest }) => ({ ...rest, at: at.toISOString(), text: { ja, en } }));
}

const dateText = (row: DateConfirmationRow) => ({
  ja: `${side[row.party].ja}が契約日 ${row.contract_date}（満了日 ${row.term_last_on}）を確認しました`, en: `${side[row.party].en} confirmed the date ${row.contract_date} (term ends ${row.term_last_on})`,
});
