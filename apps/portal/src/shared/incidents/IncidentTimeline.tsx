import type { ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { instantText } from '../jp/dates.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { Timeline, type TimelineEntry } from '../parts/Timeline.js';
import type { Incident, IncidentEvent } from './incident-words.js';
import './incidents.css';

const tones: Record<IncidentEvent['kind'], Tone> = { detected: 'bad', acknowledged: 'info', investigating: 'warn', reported: 'info', restored: 'good', closed: 'good', note: 'muted', cause: 'info', disputed: 'warn' };
const lateMs = 60_000;

/** Everything that happened, in the order of its time; corrected records stay and say so. `actionOf` adds what the reader may do with one. */
export function IncidentTimeline({ incident, actionOf }: { readonly incident: Incident; readonly actionOf?: (event: IncidentEvent) => ReactNode }) {
  const t = useT();
  const entries = [...incident.events].sort((a, b) => a.at.localeCompare(b.at)).map((event): TimelineEntry => ({
    id: event.id, title: t(`incidents.event.${event.kind}`), at: event.at, by: `${event.personName}（${t(`incidents.side.${event.side}`)}）`, tone: event.correctedById ? 'muted' : tones[event.kind],
    body: (
      <div className="h-event" data-corrected={event.correctedById ? true : undefined}>
        {event.correctedById && <Status tone="muted" label={t('incidents.corrected')} />}
        {event.correctsId && <Status tone="info" label={t('incidents.correction')} />}
        {event.causeClass && <p>{t(`incidents.causeClass.${event.causeClass}`)}</p>}
        {event.text && <p className="h-pre">{event.text}</p>}
        {event.evidence && <p className="h-pre h-note-small">{t('incidents.evidence')}：{event.evidence}</p>}
        {Date.parse(event.recordedAt) - Date.parse(event.at) > lateMs && <p className="h-note-small">{t('incidents.recordedAt', { at: instantText(event.recordedAt) })}</p>}
        {actionOf?.(event)}
      </div>
    ),
  }));
  return <Section title={t('incidents.timeline')} lead={t('incidents.timelineLead')}><Timeline entries={entries} label={t('incidents.timeline')} /></Section>;
}
