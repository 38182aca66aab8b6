import { auditRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { ContractAudit } from '../../shared/audit/ContractAudit.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { Status } from '../../shared/parts/Status.js';
import { usePathParameters } from '../../shared/router/links.js';

function Check({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const { data, isFetching, refetch } = useRoute(auditRoutes.check, { params: { contractId } }, { enabled: asked });
  return (
    <div className="h-stack">
      <Button variant="default" loading={isFetching} onClick={() => { if (asked) void refetch(); else setAsked(true); }}>{t('audit.check')}</Button>
      <p role="status" className="h-note-small">
        {data && <><Status tone={data.ok ? 'good' : 'bad'} label={data.ok ? 'OK' : 'NG'} /> {data.ok ? t('audit.check.ok', { count: data.count, head: `${data.head.slice(0, 12)}…` }) : t('audit.check.bad', { seq: data.brokenSeq ?? 0 })}</>}
      </p>
    </div>
  );
}

export function Page() {
  const t = useT();
  const { contractId } = usePathParameters('vendor.contractAudit');
  return <ContractAudit contractId={contractId} listPath={pathTo('vendor.contracts')} contractPath={pathTo('vendor.contract', { contractId })} contractsTitle={t('nav.contracts')} actions={<Check contractId={contractId} />} />;
}
