import { IconClockPause, IconEyeOff } from '@tabler/icons-react';
import type { siteStates } from '@hoshu/api-schema';
import { useT } from '../i18n/translate.js';
import { Status, type Tone } from '../parts/Status.js';
import './sites.css';

export type SiteState = (typeof siteStates)[number];
/** In the order of the filters. The schema's own list would bring the whole schema into a first screen. */
export const siteStateNames = ['up', 'down', 'unknown', 'paused', 'none'] as const satisfies readonly SiteState[];
const tones: Record<SiteState, Tone> = { up: 'good', down: 'bad', unknown: 'muted', paused: 'muted', none: 'muted' };
const icons = { paused: IconClockPause, none: IconEyeOff } as const;

/** What the monitors of a site say now, in words. */
export function SiteStatus({ state }: { readonly state: SiteState }) {
  const t = useT();
  const icon = state === 'paused' || state === 'none' ? icons[state] : undefined;
  return <Status tone={tones[state]} label={t(`sites.state.${state}`)} {...(icon ? { icon } : {})} />;
}
