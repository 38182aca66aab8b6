import { billingRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../../shared/api/hooks.js';
import { useT } from '../../shared/i18n/translate.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { notify } from '../../shared/parts/notify.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { useCan } from '../../shared/session/session.js';
import { moneyReads } from './reads.js';

/** 「今日までの請求を発行する」: mails leave, so it is asked once more; pressing it twice makes nothing twice. */
export function RunButton() {
  const t = useT();
  const can = useCan();
  const [asking, setAsking] = useState(false);
  const { act } = useAct(billingRoutes.run, {
    refreshes: moneyReads,
    onDone: ({ issuedNumbers, parked }) => {
      const issued = issuedNumbers.length ? t('billing.run.done', { count: issuedNumbers.length, numbers: issuedNumbers.slice(0, 3).join('、'), more: Math.max(0, issuedNumbers.length - 3) }) : t('billing.run.nothing');
      notify({ tone: parked > 0 ? 'warn' : 'good', text: parked > 0 ? `${issued}${t('billing.run.parked', { count: parked })}` : issued });
    },
  });
  return (
    <>
      <GatedButton permission="invoice.issue" whoCan={t('billing.who')} obtainable={can('invoice.read')} onClick={() => setAsking(true)}>{t('billing.run')}</GatedButton>
      {asking && <ConfirmDialog opened onClose={() => setAsking(false)} title={t('billing.run')} confirmLabel={t('billing.run.confirm')} onConfirm={() => act({ body: {} })}><p>{t('billing.run.text')}</p></ConfirmDialog>}
    </>
  );
}
