import { textLanguage, useT } from '../i18n/translate.js';
import { Timeline } from '../parts/Timeline.js';
import type { Tone } from '../parts/Status.js';
import type { SigningView } from './types.js';

const tones: Readonly<Record<string, Tone>> = { approved: 'good', signed: 'good', completed: 'good', declined: 'bad', expired: 'warn', cancelled: 'muted' };

/** What happened to the request so far. */
export function SigningTimeline({ view }: { readonly view: SigningView }) {
  const t = useT();
  const language = textLanguage();
  return <Timeline label={t('signing.timeline')} entries={view.timeline.map((entry, index) => ({ id: `${entry.at}-${index}`, title: entry.text[language], at: entry.at, tone: tones[entry.kind] ?? 'info' }))} />;
}
