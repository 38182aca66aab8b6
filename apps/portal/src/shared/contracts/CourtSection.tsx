import { contractRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useRoute } from '../api/hooks.js';
import { TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { useT } from '../i18n/translate.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { Facts } from '../parts/Facts.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { DateText } from '../parts/values.js';
import { useWhoCan } from '../session/who-can.js';
import type { Side } from './side.js';

type Change = ResponseOf<typeof contractRoutes.court>['history'][number];

function SetDialog({ contractId, onClose }: { readonly contractId: string; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(contractRoutes.overrideCourt, { court: '', reason: '' });
  const { onSubmit, isPending } = useFormAct(form, contractRoutes.overrideCourt, {
    input: (body) => ({ params: { contractId }, body }), refreshes: [contractRoutes.court], onDone: () => { notify({ tone: 'good', text: t('contracts.courtSaved') }); onClose(); },
  });
  return (
    <FormDialog title={t('contracts.courtSet')} confirmLabel={t('contracts.courtSave')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('contracts.courtSetText')}</p>
      <TextField name="court" label={t('contracts.courtName')} />
      <TextField name="reason" label={t('contracts.courtWhy')} />
    </FormDialog>
  );
}

/** 第22条 over time: the court as agreed, the one of today, and how it came to be (F128). 乙 may set it by hand. */
export function CourtSection({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const [open, setOpen] = useState(false);
  const query = useRoute(contractRoutes.court, { params: { contractId } });
  const named = (court: string | null) => court ?? t('contracts.courtUnknown');
  const columns: Column<Change>[] = [
    { key: 'on', header: t('contracts.courtOn'), cell: (row) => <DateText on={row.changedOn} />, card: 'title' },
    { key: 'old', header: t('contracts.courtOld'), cell: (row) => named(row.oldCourt) },
    { key: 'new', header: t('contracts.courtNew'), cell: (row) => named(row.newCourt) },
    { key: 'why', header: t('contracts.courtWhy'), cell: (row) => (row.kind === 'moved' ? t('contracts.courtMoved', { office: row.headOffice }) : row.reason) },
    { key: 'by', header: t('contracts.courtBy'), cell: (row) => row.changedBy },
  ];
  return (
    <Section title={t('contracts.courtTitle')} aside={side === 'vendor' && <GatedButton permission="contract.write" whoCan={whoCan} obtainable={false} variant="default" size="sm" onClick={() => setOpen(true)}>{t('contracts.courtSet')}</GatedButton>}>
      <QueryView query={query} what={t('contracts.courtTitle')}>
        {({ clause, agreed, current, history }) => (
          <>
            <p className="h-lead">{t(`contracts.courtLead.${clause}`)}</p>
            <Facts items={[{ label: t('contracts.courtAgreed'), value: named(agreed) }, { label: t('contracts.courtCurrent'), value: <strong>{named(current)}</strong> }]} />
            {agreed !== current && <p className="h-note-small">{t('contracts.courtDiffers')}</p>}
            {history.length > 0 && <DataTable label={t('contracts.courtHistory')} columns={columns} rows={history} rowKey={(row) => row.id} />}
          </>
        )}
      </QueryView>
      {open && <SetDialog contractId={contractId} onClose={() => setOpen(false)} />}
    </Section>
  );
}
