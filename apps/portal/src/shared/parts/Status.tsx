import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClockExclamation, IconInfoCircle, type Icon } from '@tabler/icons-react';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'muted';
const icons: Record<Tone, Icon> = { good: IconCircleCheck, warn: IconClockExclamation, bad: IconAlertTriangle, info: IconInfoCircle, muted: IconCircleDashed };

/** A state as icon and words; colour only repeats them. `icon` replaces the tone's own. */
export function Status({ tone, label, icon }: { readonly tone: Tone; readonly label: string; readonly icon?: Icon }) {
  const Shown = icon ?? icons[tone];
  return <span className="h-status" data-tone={tone}><Shown size={15} stroke={2} aria-hidden />{label}</span>;
}
