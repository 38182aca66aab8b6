import { useT } from '../i18n/translate.js';
import type { DiffBlocks } from './amendment-words.js';
import './amendments.css';

/** Old and new text of each clause that changes. Colour, strike-through and underline say it to the eye, words to a screen reader. */
export function ClauseDiff({ changes, removed, added }: { readonly changes: DiffBlocks; /** Other words for the two texts than before and after a change. */ readonly removed?: string; readonly added?: string }) {
  const t = useT();
  return (
    <>
      <p className="h-note-small h-diff-legend"><del>{removed ?? t('amendments.removed')}</del>　<ins>{added ?? t('amendments.added')}</ins></p>
      <ul className="h-diff">
        {changes.map((block) => (
          <li key={block.key}>
            <h3>{block.title}</h3>
            {block.lines.map((line, index) => (
              <p key={index} className="h-diff-line">
                {line.parts.map(({ kind, text }, at) => {
                  if (kind === 'same') return <span key={at}>{text}</span>;
                  const [Tag, start, end] = kind === 'removed' ? ['del' as const, t('amendments.removedStart'), t('amendments.removedEnd')] : ['ins' as const, t('amendments.addedStart'), t('amendments.addedEnd')];
                  return <Tag key={at}><span className="h-spoken">{start}</span>{text}<span className="h-spoken">{end}</span></Tag>;
                })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
