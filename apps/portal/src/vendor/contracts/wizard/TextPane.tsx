import { useEffect, useRef, useState } from 'react';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { Loading } from '../../../shared/parts/Loading.js';
import type { Preview, StepName } from './values.js';

type Model = Preview['model'];
type Runs = Model['preamble'];
const views = ['legal', 'plain', 'annex'] as const;
type View = (typeof views)[number];

/** The article a step is about; the annex for the 特約. */
const articleOf: Readonly<Record<StepName, number | null>> = { client: null, sites: 2, works: 3, money: 11, term: 17, special: null, review: null };

const RunsText = ({ runs }: { readonly runs: Runs }) => <>{runs.map((run, index) => (run.field ? <mark key={index} data-blank={run.blank}>{run.text}</mark> : <span key={index}>{run.text}</span>))}</>;

function LegalText({ model }: { readonly model: Model }) {
  const t = useT();
  return (
    <>
      <p className="h-paper-title">{model.title}</p>
      <p><RunsText runs={model.preamble} /></p>
      {model.articles.map((article) => (
        <section key={article.number} data-article={article.number}>
          <h3>{t('wizard.text.article', { number: article.number, heading: article.heading })}</h3>
          {article.paragraphs.map((paragraph) => (
            <div key={paragraph.number}>
              <p>{paragraph.label}<RunsText runs={paragraph.runs} /></p>
              {paragraph.items.map((item) => <p key={item.number} className="h-article-item">{item.label}<RunsText runs={item.runs} /></p>)}
              {paragraph.proviso && <p><RunsText runs={paragraph.proviso} /></p>}
            </div>
          ))}
        </section>
      ))}
      <p>{model.closing}</p>
      <p><RunsText runs={model.dateLine} /></p>
      {model.signatures.map((block) => <div key={block.party} className="h-paper-sign"><p>{block.mark}</p>{block.lines.map((line) => <p key={line.label}>{line.label}　<RunsText runs={line.runs} /></p>)}</div>)}
    </>
  );
}

function PlainText({ preview }: { readonly preview: Preview }) {
  const t = useT();
  const language = textLanguage();
  return <>{preview.model.articles.map((article) => <section key={article.number} data-article={article.number}><h3>{t('wizard.text.article', { number: article.number, heading: article.heading })}</h3><p>{preview.plainWords.find((words) => words.article === article.number)?.[language]}</p></section>)}</>;
}

function Annex({ annex }: { readonly annex: Model['annex'] }) {
  return (
    <>
      <p className="h-paper-title">{annex.title}</p>
      <p>{annex.lead}</p>
      {annex.sections.map((section) => (
        <section key={section.number}>
          <h3>{section.number}　{section.heading}</h3>
          {section.rows.map((row, index) => <p key={index}>{row.label && <strong>{row.label}　</strong>}<span className="h-pre">{row.text}</span></p>)}
          {section.table && <ul className="h-plain-list">{section.table.rows.map((cells) => <li key={cells.join()}>{cells.join('　')}</li>)}</ul>}
        </section>
      ))}
    </>
  );
}

interface TextPaneProps { readonly preview: Preview | undefined; readonly step: StepName; readonly stale: boolean }

/** The contract as it reads now, beside the fields: legal text with the filled values marked, plain words, 別紙1. */
export function TextPane({ preview, step, stale }: TextPaneProps) {
  const t = useT();
  const [view, setView] = useState<View>('legal');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { setView(step === 'special' ? 'annex' : 'legal'); }, [step]);
  const ready = preview !== undefined;
  useEffect(() => {
    const frame = box.current;
    const target = frame?.querySelector<HTMLElement>(`[data-article="${articleOf[step] ?? 0}"]`);
    if (frame) frame.scrollTop = target ? target.offsetTop - 12 : 0;
  }, [step, view, ready]);
  return (
    <section className="h-card h-text-pane" aria-label={t('wizard.text.title')} aria-busy={stale}>
      <fieldset className="h-choice">
        <legend>{t('wizard.text.title')}</legend>
        <div>{views.map((name) => <label key={name}><input type="radio" name="text-view" checked={view === name} onChange={() => setView(name)} /><span>{t(`wizard.text.${name}`)}</span></label>)}</div>
      </fieldset>
      <div ref={box} className="h-paper" lang={view === 'plain' ? textLanguage() : 'ja'} tabIndex={0} role="region" aria-label={t(`wizard.text.${view}`)}>
        {!preview ? <Loading label={t('shell.loading')} /> : view === 'legal' ? <LegalText model={preview.model} /> : view === 'plain' ? <PlainText preview={preview} /> : <Annex annex={preview.model.annex} />}
      </div>
      <p className="h-note-small">{t(view === 'plain' ? 'wizard.text.plainNote' : 'wizard.text.markNote')}</p>
    </section>
  );
}
