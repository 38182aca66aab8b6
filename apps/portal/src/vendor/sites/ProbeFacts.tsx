import type { ProbeFacts as Probe } from '@hoshu/api-schema';
import { useT, type MessageId } from '../../shared/i18n/translate.js';
import { instantText } from '../../shared/jp/dates.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import '../../shared/sites/sites.css';

const reasons = ['url', 'scheme', 'credentials', 'port', 'address', 'dns', 'timeout', 'connect', 'tls', 'too_many_redirects'] as const;
const reasonText = (reason: string): MessageId => `sites.reason.${reasons.find((known) => known === reason) ?? 'other'}`;

/** What a look at the real site found; what it could not find out says so. */
export function ProbeFacts({ probe, canStillSave }: { readonly probe: Probe; readonly canStillSave?: boolean }) {
  const t = useT();
  const text = (value: string | number | null) => value ?? <span className="h-label">{t('sites.probe.unknown')}</span>;
  return (
    <div className="h-probe">
      <p><Status tone={probe.reachable ? 'good' : 'warn'} label={probe.reachable ? t('sites.probe.reachable', { ms: probe.durationMs ?? 0 }) : t('sites.probe.failed')} /></p>
      {!probe.reachable && <p>{probe.reason && t(reasonText(probe.reason))} {canStillSave && t('sites.probe.saveAnyway')}</p>}
      {probe.status !== null && (
        <Facts items={[
          { label: t('sites.probe.status'), value: text(probe.status) },
          { label: t('sites.probe.pageTitle'), value: text(probe.title) },
          { label: t('sites.probe.generator'), value: text(probe.generator) },
          { label: t('sites.probe.server'), value: text(probe.server) },
          { label: t('sites.probe.issuer'), value: probe.url.startsWith('http:') && !probe.tlsIssuer ? t('sites.probe.noTls') : text(probe.tlsIssuer) },
          { label: t('sites.probe.expires'), value: probe.tlsValidTo ? <InstantText at={probe.tlsValidTo} /> : '—' },
          { label: t('sites.probe.ns'), value: text(probe.nameServers.join('、') || null) },
          ...(probe.redirectedTo ? [{ label: t('sites.probe.redirected'), value: <span className="h-url">{probe.redirectedTo}</span> }] : []),
        ]} />
      )}
      <p className="h-note-small">{t('sites.probe.at')}：{instantText(probe.probedAt)}</p>
    </div>
  );
}
