import type { ContractPreview } from '@hoshu/api-schema';
import { useSyncExternalStore } from 'react';
import { textLanguage, useT } from '../i18n/translate.js';
import './contracts.css';

type Model = ContractPreview['model'];
type Article = Model['articles'][number];
type Runs = Article['paragraphs'][number]['runs'];

const wide = typeof window === 'undefined' || !window.matchMedia ? null : window.matchMedia('(min-width: 62em)');
const watchWidth = (listener: () => void) => {
  wide?.addEventListener('change', listener);
  return () => wide?.removeEventListener('change', listener);
};

/** Words of the form with what was filled in marked, so that a reader finds the numbers that are his own. */
const Text = ({ runs }: { readonly runs: Runs }) => <>{runs.map((run, index) => (run.field ? <mark key={index} className="h-filled">{run.text}</mark> : run.text))}</>;

function Legal({ article }: { readonly article: Article }) {
  return (
    <div className="h-legal" lang="ja">
      {article.paragraphs.map((paragraph) => (
        <div key={paragraph.number}>
          <p>{paragraph.label}<Text runs={paragraph.runs} /></p>
          {paragraph.items.map((item) => <p key={item.number} className="h-article-item">{item.label}<Text runs={item.runs} /></p>)}
          {paragraph.proviso && <p><Text runs={paragraph.proviso} /></p>}
        </div>
      ))}
    </div>
  );
}

interface ArticleListProps { readonly model: Model; readonly plainWords: ContractPreview['plainWords']; /** Level of the articles' headings. */ readonly heading?: 'h3' | 'h4' }

/** The 22 articles: plain words first, the legal text beside them, or folded below them on a phone. */
export function ArticleList({ model, plainWords, heading: Heading = 'h3' }: ArticleListProps) {
  const t = useT();
  const isWide = useSyncExternalStore(watchWidth, () => wide?.matches ?? false);
  const language = textLanguage();
  return (
    <ol className="h-articles" data-wide={isWide || undefined}>
      {model.articles.map((article) => (
        <li key={article.number}>
          <div>
            <Heading>{t('contracts.articleHeading', { number: article.number, heading: article.heading })}</Heading>
            <p>{plainWords.find((words) => words.article === article.number)?.[language]}</p>
          </div>
          {isWide ? <Legal article={article} /> : <details><summary>{t('contracts.legal')}</summary><Legal article={article} /></details>}
        </li>
      ))}
    </ol>
  );
}
