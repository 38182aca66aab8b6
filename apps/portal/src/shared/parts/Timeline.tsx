import './parts.css';
import type { ReactNode } from 'react';
import type { Tone } from './Status.js';
import { DateText, InstantText } from './values.js';

export interface TimelineEntry {
  readonly id: string;
  readonly title: string;
  /** An instant, or a calendar day when only that is known. */
  readonly at?: string;
  readonly on?: string;
  readonly by?: string;
  readonly tone?: Tone;
  readonly body?: ReactNode;
}

/** What happened, oldest or newest first as given. */
export const Timeline = ({ entries, label }: { readonly entries: readonly TimelineEntry[]; readonly label: string }) => (
  <ol className="h-timeline" aria-label={label}>
    {entries.map((entry) => (
      <li key={entry.id} data-tone={entry.tone ?? 'info'}>
        <p className="h-timeline-title">{entry.title}</p>
        <p className="h-note-small">{entry.at ? <InstantText at={entry.at} /> : <DateText on={entry.on ?? null} form="deadline" />}{entry.by && `　${entry.by}`}</p>
        {entry.body}
      </li>
    ))}
  </ol>
);
