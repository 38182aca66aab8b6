import { useT } from '../i18n/translate.js';
import { Status } from '../parts/Status.js';
import { clockTones, spanText, type IncidentRow } from './incident-words.js';

/** The clock of 第5条3項: how long from discovery to the first report, against the target of 別紙1 if there is one. */
export function ClockStatus({ clock, withTarget }: { readonly clock: IncidentRow['clock']; readonly withTarget?: boolean }) {
  const t = useT();
  return (
    <>
      <Status tone={clockTones[clock.result]} label={t(`incidents.clock.${clock.result}`, { time: spanText(clock.minutes, t) })} />
      {withTarget && <><br /><span className="h-note-small">{clock.targetMinutes === null ? t('incidents.noTarget') : t('incidents.target', { time: spanText(clock.targetMinutes, t) })}</span></>}
    </>
  );
}
