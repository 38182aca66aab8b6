import type { ResponseOf, templateRoutes } from '@hoshu/api-schema';
import { Checkbox } from '@mantine/core';
import { ClauseDiff } from '../../shared/amendments/ClauseDiff.js';
import '../../shared/contracts/offer.css';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { Figures } from '../../shared/parts/Facts.js';
import { Section } from '../../shared/parts/Section.js';
import { Status, type Tone } from '../../shared/parts/Status.js';

export type Reading = ResponseOf<typeof templateRoutes.readFile>;
type Article = Reading['articles'][number];
type Value = Reading['values'][number];

const tones: Record<Value['state'], Tone> = { read: 'good', unclear: 'warn', contradicts: 'warn' };
const states = ['same', 'differs', 'missing', 'added'] as const;

/** Names an article of a reading; an added one may have the number of one of the form. */
export const articleKey = ({ state, number, heading }: Article): string => `${state === 'added' ? 'added' : 'form'}-${number}-${heading}`;

const Lines = ({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) => (lines.length === 0 ? null : <details className="h-more"><summary>{label}</summary><ul className="h-plain-list">{lines.map((line, index) => <li key={index}>{line}</li>)}</ul></details>);

/** What a document holds beside the form: how many articles are the form's, and what is still open. */
export function ReadingSummary({ name, reading }: { readonly name: string; readonly reading: Reading }) {
  const t = useT();
  return (
    <div role="status">
      <Section title={t('templates.import.summary')} lead={t('templates.import.read', { name })}>
        <Figures items={states.map((state) => ({ label: t(`templates.import.${state}`), value: t('templates.import.articleCount', { count: reading.articles.filter((article) => article.state === state).length }) }))} />
        {reading.blanks.fields > 0 && <p>{t('templates.import.blanks', reading.blanks)}</p>}
        {reading.source === 'text' && <p className="h-note-small">{t('templates.import.encoding', { encoding: reading.encoding === 'shift_jis' ? 'Shift_JIS' : 'UTF-8' })}</p>}
        <Lines label={t('templates.import.unmapped')} lines={reading.unmapped} />
        <Lines label={t('templates.import.unplaced')} lines={reading.unplaced} />
      </Section>
    </div>
  );
}

/** Every value that was filled in, with the place where it stands. */
export function ReadingValues({ values }: { readonly values: Reading['values'] }) {
  const t = useT();
  const columns: Column<Value>[] = [
    { key: 'label', header: t('templates.field'), cell: (row) => row.label[textLanguage()], card: 'title' }, { key: 'text', header: t('templates.import.value'), cell: (row) => row.text, card: 'full' },
    { key: 'place', header: t('templates.place'), cell: (row) => row.place }, { key: 'state', header: t('templates.import.state'), cell: (row) => <Status tone={tones[row.state]} label={t(`templates.import.state.${row.state}`)} /> },
  ];
  return (
    <Section title={t('templates.import.values')} lead={t('templates.import.valuesLead')}>
      {values.length === 0 ? <p>{t('templates.import.noValues')}</p> : <DataTable label={t('templates.import.values')} columns={columns} rows={values} rowKey={(row) => `${row.field}-${row.place}`} />}
    </Section>
  );
}

/** The articles that are not word for word the form; each can be taken along as a 特約. */
export function ReadingArticles({ articles, taken, onTake }: { readonly articles: readonly Article[]; readonly taken: ReadonlySet<string>; readonly onTake: (key: string, isTaken: boolean) => void }) {
  const t = useT();
  const other = articles.filter(({ state }) => state !== 'same');
  if (other.length === 0) return <Section title={t('templates.import.articles')}><p>{t('templates.import.noDiff')}</p></Section>;
  return (
    <Section title={t('templates.import.articles')} lead={t('templates.import.articlesLead')}>
      {other.map((article) => {
        const key = articleKey(article);
        const title = t('wizard.text.article', { number: article.number, heading: article.heading });
        return (
          <div key={key} className="h-offer" data-on={taken.has(key) || undefined}>
            <p><Status tone="warn" label={t(`templates.import.${article.state}`)} />{article.writtenNumber !== null && article.writtenNumber !== article.number && `　${t('templates.import.renumbered', { number: article.writtenNumber })}`}</p>
            {article.state === 'missing' ? <p><strong>{title}</strong><br />{t('templates.import.missingText')}</p> : <ClauseDiff changes={[{ key, title, lines: article.lines }]} removed={t('templates.import.ofForm')} added={t('templates.import.ofFile')} />}
            {article.ownTerm && <Checkbox label={t('templates.import.take')} aria-label={t('templates.import.takeOf', { name: title })} checked={taken.has(key)} onChange={(event) => onTake(key, event.currentTarget.checked)} />}
            {!article.ownTerm && article.state !== 'missing' && <p className="h-note-small">{t('templates.import.tooLong')}</p>}
          </div>
        );
      })}
    </Section>
  );
}
