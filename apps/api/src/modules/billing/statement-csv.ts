import type { QueryOf, ResponseOf, billingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { FileAnswer } from '../../platform/http/route.js';
import { writeCsv } from '../../platform/tables/csv.js';
import type { PaymentViews } from './payment-views.js';

type Kind = ResponseOf<typeof billingRoutes.statement>['items'][number]['kind'];
const kinds: Readonly<Record<Kind, string>> = { invoice: '請求', void: '請求の無効', payment: '入金', payment_undone: '入金の取消', refund: '返金', waiver: '手数料差額の放棄' };

/** 取引明細 as CSV for spreadsheets: UTF-8 with its mark, CRLF. */
export async function statementCsv(actor: Actor, { views, query }: { views: PaymentViews; query: QueryOf<typeof billingRoutes.statementFile> }): Promise<FileAnswer> {
  const { openingYen, closingYen, items } = await views.statement(actor, query);
  const rows: (string | number)[][] = [
    ['日付', '区分', '番号・名義', '金額（円）', '残高（円）'],
    [query.from, '繰越', '', '', openingYen],
    ...items.map((item) => [item.on, kinds[item.kind], item.reference, item.amountYen, item.balanceYen]),
    [query.to, '残高', '', '', closingYen],
  ];
  return new FileAnswer(writeCsv(rows), 'text/csv; charset=utf-8', `取引明細_${query.from.replaceAll('-', '')}_${query.to.replaceAll('-', '')}.csv`);
}
