import { monitoringRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { Dialog } from '../../shared/parts/Dialog.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton, PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { MonitorPanel, Windows } from '../../shared/sites/MonitorPanel.js';
import type { MonitorWhole } from '../../shared/sites/monitor-words.js';
import { MonitorSettings } from './MonitorSettings.js';
import { PlanWindow } from './PlanWindow.js';

const restMs = 60_000;
const watchMs = 2_000;
const watchForMs = 20_000;

function Actions({ monitor, onAsked }: { readonly monitor: MonitorWhole; readonly onAsked: () => void }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'monitor.write');
  const [open, setOpen] = useState<'settings' | 'window' | null>(null);
  const close = () => setOpen(null);
  const run = useAct(monitoringRoutes.run, { onDone: () => { notify({ tone: 'good', text: t('sites.checkAsked') }); onAsked(); } });
  return (
    <PermissionGate permission="monitor.write" whoCan={whoCan}>
      <div className="h-page-actions">
        <GatedButton permission="monitor.write" whoCan={whoCan} obtainable variant="default" blockedBecause={monitor.inactiveReason ? t(`sites.inactive.${monitor.inactiveReason}`) : undefined} loading={run.isPending} onClick={() => { void run.act({ params: { monitorId: monitor.id } }).catch(() => undefined); }}>{t('sites.checkNow')}</GatedButton>
        <Button variant="default" onClick={() => setOpen('settings')}>{t('sites.settings')}</Button>
        <Button variant="default" onClick={() => setOpen('window')}>{t('sites.windowPlan')}</Button>
      </div>
      {run.problem && <ProblemNote problem={run.problem} />}
      <Dialog opened={open === 'settings'} onClose={close} title={t('sites.settings')}><MonitorSettings monitor={monitor} onDone={close} /></Dialog>
      <Dialog opened={open === 'window'} onClose={close} title={t('sites.windowPlan')}><PlanWindow monitorId={monitor.id} onDone={close} /></Dialog>
    </PermissionGate>
  );
}

/** One monitor of a site with everything that can be done to it. */
export function MonitorSection({ monitorId }: { readonly monitorId: string }) {
  const t = useT();
  const [askedAt, setAskedAt] = useState(0);
  const query = useRoute(monitoringRoutes.get, { params: { monitorId } }, { refetchIntervalMs: Date.now() - askedAt < watchForMs ? watchMs : restMs });
  return (
    <QueryView query={query} what={t('sites.monitor')}>
      {(monitor) => (
        <>
          <Section title={t('sites.monitor')} aside={<AppLink to={pathTo('vendor.contract', { contractId: monitor.contractId })}>{monitor.contractNumber}</AppLink>}>
            <Actions monitor={monitor} onAsked={() => setAskedAt(Date.now())} />
            <MonitorPanel monitor={monitor} />
          </Section>
          <Section title={t('sites.windows')} lead={t('sites.windowsLead')}><Windows windows={monitor.windows} /></Section>
        </>
      )}
    </QueryView>
  );
}
