import { sampleRoutes } from '@hoshu/api-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';

/** Samples in, samples out (F166). While their invoices are being made the card looks again by itself. */
export function SamplesSection() {
  const t = useT();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const query = useRoute(sampleRoutes.state, {}, { refetchIntervalMs: 3_000 });
  // Every list of the product may show samples.
  const done = (text: string) => async () => {
    await client.invalidateQueries();
    notify({ tone: 'good', text });
  };
  const adding = useAct(sampleRoutes.add, { onDone: done(t('settings.samples.added')) });
  const wiping = useAct(sampleRoutes.wipe, { onDone: done(t('settings.samples.wiped')) });
  const gate = { permission: 'sample.write', whoCan: t('settings.role.owner'), obtainable: true } as const;
  return (
    <Section title={t('settings.samples')} lead={t('settings.samplesText')}>
      <QueryView query={query} what={t('settings.samples')}>
        {(state) => (
          <>
            {state.present && <p role="status">{state.working ? t('settings.samples.working') : t('settings.samples.there', { clients: state.clients, contracts: state.contracts, invoices: state.invoices })}</p>}
            {adding.problem && <ProblemNote problem={adding.problem} />}
            <div>
              {state.present
                ? <GatedButton {...gate} variant="default" danger onClick={() => setAsking(true)}>{t('settings.samples.wipe')}</GatedButton>
                : <GatedButton {...gate} variant="default" onClick={() => void adding.act({ body: {} }).catch(() => undefined)}>{t('settings.samples.add')}</GatedButton>}
            </div>
          </>
        )}
      </QueryView>
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} danger title={t('settings.samples.wipe')} confirmLabel={t('settings.samples.wipe')} onConfirm={() => wiping.act({})}>
        <p>{t('settings.samples.wipeText')}</p>
        <p className="h-note-small">{t('settings.samples.kept')}</p>
      </ConfirmDialog>
    </Section>
  );
}
