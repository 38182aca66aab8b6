import { textLanguage, useT } from '../i18n/translate.js';
import { Facts } from '../parts/Facts.js';
import { Section } from '../parts/Section.js';
import { InstantText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { AppLink } from '../router/links.js';
import { ClockStatus } from './ClockStatus.js';
import { spanText, type Incident } from './incident-words.js';

interface IncidentSummaryProps { readonly incident: Incident; readonly contractPath: string; /** The vendor's page of a site; 甲 has none under a site's id. */ readonly sitePath?: (siteId: string) => string; readonly clientPath?: string }

/** Discovery, report and recovery with the time between them. */
export function IncidentSummary({ incident, contractPath, sitePath, clientPath }: IncidentSummaryProps) {
  const t = useT();
  const language = textLanguage();
  const { clock } = incident;
  const restoreMinutes = incident.restoredAt === null ? null : Math.max(0, Math.round((Date.parse(incident.restoredAt) - Date.parse(clock.detectedAt)) / 60_000));
  const notYet = <span className="h-label">{t('incidents.notYet')}</span>;
  const separator = language === 'ja' ? '、' : ', ';
  return (
    <Section title={t('incidents.summary')}>
      <Facts items={[
        { label: t('incidents.detectedAt'), value: <InstantText at={clock.detectedAt} /> },
        { label: t('incidents.clock'), value: <><ClockStatus clock={clock} withTarget />{clock.explanation && <> <WhyPopover explanation={clock.explanation} subject={t('incidents.clock')} /></>}</> },
        { label: t('incidents.reportedAt'), value: clock.reportedAt ? <InstantText at={clock.reportedAt} /> : notYet },
        { label: t('incidents.restoredAt'), value: incident.restoredAt ? <><InstantText at={incident.restoredAt} />{restoreMinutes !== null && <><br /><span className="h-note-small">{t('incidents.toRestore', { time: spanText(restoreMinutes, t) })}</span></>}</> : notYet },
        { label: t('incidents.sites'), value: sitePath ? incident.sites.map((site, index) => <span key={site.id}>{index > 0 && separator}<AppLink to={sitePath(site.id)}>{site.name}</AppLink></span>) : incident.sites.map((site) => site.name).join(separator) },
        { label: t('incidents.contract'), value: <AppLink to={contractPath}>{incident.contractNumber}</AppLink> },
        ...(clientPath ? [{ label: t('incidents.client'), value: <AppLink to={clientPath}>{incident.clientName}</AppLink> }] : []),
        { label: t('incidents.channel'), value: `${t(`incidents.channel.${incident.channel}`)}（${incident.openedBy}）` },
      ]} />
    </Section>
  );
}
