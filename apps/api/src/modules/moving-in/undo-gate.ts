import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';

export interface Reason { readonly ja: string; readonly en: string }

/** What may hang on an imported contract by now and forbids taking it away: table, condition on its alias `x`, words. */
const checks: readonly (readonly [table: string, condition: string, ja: string, en: string])[] = [
  ['invoice', `exists (select 1 from hoshu.invoice_line l join hoshu.charge c on c.id = l.charge_id where l.invoice_id = x.id and c.kind <> 'opening')`, '請求書', 'invoices'],
  ['allocation', 'true', '入金の充当', 'allocated payments'], ['invoice_void', 'true', '請求書の取消し', 'voided invoices'], ['payment_plan', 'true', '振込予定日の連絡', 'payment plans'],
  ['mail_delivery', 'true', '送信したメール', 'mails'], ['signing_request', 'true', '署名の依頼', 'requests to sign'], ['antisocial_representation', 'true', '第20条の表明', 'representations'],
  ['notice', 'true', '通知', 'notices'], ['contract_end', 'true', '終了の記録', 'ends'], ['contract_reminder', 'true', '期限のお知らせ', 'reminders'], ['renewal_decision', `x.decided_by <> ''`, '更新判断', 'renewal decisions'],
  ['incident', 'true', '障害', 'incidents'], ['monthly_report', 'true', '月次レポート', 'monthly reports'], ['claim', 'true', '損害賠償の請求', 'claims'], ['agreement', 'true', '協議', 'consultations'], ['opening_payment_correction', 'true', '入金の取消し', 'taken-back payments'],
];

/** Whether an import may still be taken away (nothing billed, signed or mailed), and why not. Foreign keys refuse what this list does not know. */
@Injectable()
export class UndoGate {
  async reasons(tx: Tx, runId: string): Promise<Reason[]> {
    const found: Reason[] = [];
    for (const [table, condition, ja, en] of checks) {
      const row = await tx.one<{ number: string; count: number }>(
        `select min(c.contract_number) as number, count(distinct c.id)::int as count from hoshu.${table} x join hoshu.move_row r on r.contract_id = x.contract_id and r.move_run_id = $1 join hoshu.contract c on c.id = r.contract_id where ${condition} having count(*) > 0`, [runId]);
      if (row) found.push({ ja: `${ja}がある契約が${row.count}件あります（${row.number}${row.count > 1 ? ' など' : ''}）。`, en: `${row.count} contracts have ${en} (${row.number}${row.count > 1 ? ' and others' : ''}).` });
    }
    const version = await tx.one<{ count: number }>(`select count(distinct v.contract_id)::int as count from hoshu.contract_version v join hoshu.move_row r on r.contract_id = v.contract_id and r.move_run_id = $1 where v.number > 1 having count(*) > 0`, [runId]);
    if (version) found.push({ ja: `内容を変更した契約が${version.count}件あります。`, en: `${version.count} contracts were changed.` });
    const others = await tx.one<{ count: number }>(
      `select count(distinct c.id)::int as count from hoshu.contract c join hoshu.move_row r on r.made_client_id = c.client_id and r.move_run_id = $1 where not exists (select 1 from hoshu.move_row o where o.contract_id = c.id and o.move_run_id = $1) having count(*) > 0`, [runId]);
    if (others) found.push({ ja: `取り込んだ取引先に、あとから別の契約が${others.count}件作られています。`, en: `${others.count} other contracts were made for imported clients.` });
    return found;
  }
}
