import { contractRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { Button } from '../../shared/parts/Button.js';
import { AppLink } from '../../shared/router/links.js';

/** F009: which contract covers the same site and service already, and 「前契約の終了日に合わせる」 where that contract has an end. */
export function OverlapNotice({ contractId, startOn, onAlign }: { readonly contractId: string; readonly startOn: string; readonly onAlign: (on: string) => void }) {
  const t = useT();
  const { data } = useRoute(contractRoutes.siteOverlaps, { params: { contractId }, query: startOn ? { startOn } : {} }, { keepPrevious: true });
  const alignOn = data?.alignOn;
  if (!data || data.items.length === 0) return null;
  return (
    <div className="h-callout" data-tone="bad" role="status">
      <p><strong>{t('vendorSigning.overlap.title')}</strong>（第2条）</p>
      <ul className="h-plain-list">
        {data.items.map((item) => (
          <li key={`${item.contractId}${item.siteId}`}>
            <AppLink to={pathTo('vendor.contract', { contractId: item.contractId })}>{item.contractNumber}</AppLink>　{item.siteName}　{t('vendorSigning.overlap.services', { services: item.services.join('・') })}　
            {item.lastOn ? t('vendorSigning.overlap.until', { from: longDate(item.startsOn), to: longDate(item.lastOn) }) : t('vendorSigning.overlap.open', { from: longDate(item.startsOn) })}
          </li>
        ))}
      </ul>
      {alignOn ? <Button variant="default" onClick={() => onAlign(alignOn)}>{t('vendorSigning.overlap.align', { on: longDate(alignOn) })}</Button> : <p>{t('vendorSigning.overlap.noEnd')}</p>}
    </div>
  );
}
