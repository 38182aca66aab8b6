import type { ResponseOf, settlementRoutes } from '@hoshu/api-schema';
import { textLanguage, useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Status } from '../parts/Status.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import './ending.css';

export type Sheet = NonNullable<ResponseOf<typeof settlementRoutes.get>['estimate']>;
type Line = Sheet['lines'][number];

/** How a last month that is not whole counts, and what the other ways would make of it. */
export function PolicyView({ policy }: { readonly policy: NonNullable<Sheet['policy']> }) {
  const t = useT();
  const language = textLanguage();
  return (
    <div>
      <h3>{t('ending.policy')}</h3>
      <p>{policy[language]} {policy.source === 'setting' && <Status tone="warn" label={t('shell.why.review')} />}</p>
      <ul>{policy.ways.map((way) => <li key={way.method}>{way.label[language]}：<span className="h-explained"><Money yen={way.amountYen} tax="included" />{way.explanation && <WhyPopover explanation={way.explanation} subject={way.label[language]} />}</span> {way.method === policy.method && <Status tone="good" label={t('ending.policyUsed')} />}</li>)}</ul>
    </div>
  );
}

/** A settlement with the reason of every amount; positive amounts go from 甲 to 乙. */
export function SheetView({ sheet }: { readonly sheet: Sheet }) {
  const t = useT();
  const language = textLanguage();
  const columns: Column<Line>[] = [
    { key: 'label', header: t('ending.sheet.what'), cell: (row) => row.label[language], card: 'title' },
    { key: 'article', header: t('ending.sheet.article'), cell: (row) => <span className="h-nowrap">{row.article}</span> },
    { key: 'due', header: t('ending.sheet.due'), cell: (row) => <DateText on={row.dueOn} /> },
    { key: 'tax', header: t('ending.sheet.tax'), cell: (row) => (row.taxYen === null ? '—' : <Money yen={row.taxYen} />), align: 'right' },
    { key: 'yen', header: t('ending.sheet.yen'), cell: (row) => <span className="h-explained"><Money yen={row.amountYen} strong /><WhyPopover explanation={row.explanation} subject={row.label[language]} /></span>, align: 'right' },
  ];
  return (
    <>
      <p className="h-notice-big"><strong>{sheet.sentence[language]}</strong></p>
      <DataTable label={t('ending.settlement')} columns={columns} rows={sheet.lines} rowKey={(row) => row.kind + row.label.ja} empty={<p className="h-note-small">{t('ending.sheet.nothing')}</p>}
        footer={<>{t('ending.sheet.total')}：<Money yen={sheet.totalYen} strong /> <span className="h-note-small">{t('ending.sheet.sign')}</span></>} />
      {sheet.policy && <PolicyView policy={sheet.policy} />}
      {sheet.notes.map((note) => <p key={note.ja} className="h-note-small">{note[language]}</p>)}
    </>
  );
}
