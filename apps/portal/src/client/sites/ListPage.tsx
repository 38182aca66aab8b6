import { monitoringRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { UptimeBars } from '../../shared/charts/UptimeBars.js';
import { useT } from '../../shared/i18n/translate.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { AppLink } from '../../shared/router/links.js';
import { CertificateText, MonitorNotes } from '../../shared/sites/MonitorNotes.js';
import { barsOf, percentText, stateOf } from '../../shared/sites/monitor-words.js';
import { SiteStatus } from '../../shared/sites/SiteStatus.js';

/** 甲's own sites with 90 days of uptime each. */
export function Page() {
  const t = useT();
  const query = useRoute(monitoringRoutes.list, { query: { limit: '100' } }, { refetchIntervalMs: 60_000 });
  return (
    <Frame title={t('sites.mine')} lead={t('sites.mineLead')}>
      <QueryView query={query} what={t('sites.mine')}>
        {({ items }) => (items.length === 0 ? <div className="h-card"><EmptyState title={t('sites.mineNone')} text={t('sites.mineNoneText')} /></div> : (
          <ul className="h-monitors">
            {items.map((monitor) => (
              <li key={monitor.id} className="h-card">
                <div className="h-page-title"><h2>{monitor.siteName}</h2><SiteStatus state={stateOf(monitor)} /></div>
                <p className="h-url h-label">{monitor.url}</p>
                <MonitorNotes monitor={monitor} />
                <UptimeBars name={t('sites.percent')} days={barsOf(monitor)} percentText={percentText(monitor.percent)} stale={monitor.stale} />
                <div className="h-monitor-foot"><span><span className="h-label">{t('sites.certificate')}：</span><CertificateText monitor={monitor} /></span><AppLink to={pathTo('client.site', { monitorId: monitor.id })}>{t('sites.detail')}</AppLink></div>
              </li>
            ))}
          </ul>
        ))}
      </QueryView>
    </Frame>
  );
}
