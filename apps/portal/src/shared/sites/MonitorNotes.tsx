import { textLanguage, useT } from '../i18n/translate.js';
import { instantText, slashDate } from '../jp/dates.js';
import { Status } from '../parts/Status.js';
import type { Monitor } from './monitor-words.js';

/** Why a monitor does not run, or since when nothing was heard of it; nothing while all is well. */
export function MonitorNotes({ monitor }: { readonly monitor: Monitor }) {
  const t = useT();
  if (monitor.inactiveReason) return <p className="h-note-small">{t(`sites.inactive.${monitor.inactiveReason}`)}</p>;
  if (!monitor.lastCheck) return <p className="h-note-small">{t('sites.neverChecked')}</p>;
  if (monitor.stale) return <p><Status tone="warn" label={t('sites.stale', { at: instantText(monitor.lastCheck.checkedAt) })} /></p>;
  const { reason, outcome } = monitor.lastCheck;
  return reason ? <p className={outcome === 'down' ? 'h-bad' : 'h-note-small'}>{t('sites.lastReason', { at: instantText(monitor.lastCheck.checkedAt), reason: reason[textLanguage()] })}</p> : null;
}

/** How long the certificate still holds, with the thresholds of the alerts (30 and 7 days). */
export function CertificateText({ monitor }: { readonly monitor: Pick<Monitor, 'certificate' | 'url'> }) {
  const t = useT();
  const { certificate } = monitor;
  if (!monitor.url.startsWith('https:')) return <span>{t('sites.probe.noTls')}</span>;
  if (!certificate) return <span>{t('sites.certificateNone')}</span>;
  if (certificate.daysLeft < 0) return <Status tone="bad" label={t('sites.certificateOver', { on: slashDate(certificate.expiresOn) })} />;
  const text = t('sites.certificateLeft', { on: slashDate(certificate.expiresOn), days: certificate.daysLeft });
  return certificate.daysLeft > 30 ? <span>{text}</span> : <Status tone={certificate.daysLeft > 7 ? 'warn' : 'bad'} label={text} />;
}
