import { liabilityRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct, useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';

/** The setting of 乙 for the day the cap counts back from; the form of the contract is silent about it. */
export function BasisSection({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'settings.write');
  const [open, setOpen] = useState(false);
  const cap = useRoute(liabilityRoutes.cap, { params: { contractId } });
  const { act } = useAct(liabilityRoutes.setBasis, { refreshes: [liabilityRoutes.cap], onDone: () => notify({ tone: 'good', text: t('liability.basisSaved') }) });
  return (
    <Section title={t('liability.basisTitle')} lead={t('liability.basisLead')}>
      <QueryView query={cap}>
        {({ basis }) => {
          const other = basis.value === 'incident' ? 'claim' : 'incident';
          return (
            <>
              <p>{t('liability.basisNow', { basis: t(`liability.basis.${basis.value}`) })}</p>
              <div className="h-page-actions"><GatedButton permission="settings.write" whoCan={whoCan} obtainable variant="default" onClick={() => setOpen(true)}>{t('liability.basisChange', { basis: t(`liability.basis.${other}`) })}</GatedButton></div>
              <ConfirmDialog opened={open} onClose={() => setOpen(false)} title={t('liability.basisChange', { basis: t(`liability.basis.${other}`) })} confirmLabel={t('liability.basisConfirm')} onConfirm={() => act({ body: { basis: other } })}>{t('liability.basisText')}</ConfirmDialog>
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}
