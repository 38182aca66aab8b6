import { bundleRoutes as routes, type ResponseOf } from '@hoshu/api-schema';
import { addressOf, useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { DateField, Form, RadioField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { DataTable, type Column } from '../parts/DataTable.js';
import { notify } from '../parts/notify.js';
import { Page as Frame } from '../parts/Page.js';
import { PermissionGate } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status, type Tone } from '../parts/Status.js';
import { DateText, InstantText } from '../parts/values.js';
import { useSession } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';

type Bundle = ResponseOf<typeof routes.list>['items'][number];
const tones: Record<Bundle['state'], Tone> = { making: 'info', ready: 'good', failed: 'bad' };
const megabyte = 1024 * 1024;

function RequestForm({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const { today } = useSession();
  const form = useRouteForm(routes.request, { mark: '' as 'plaintiff', fromOn: null, untilOn: null });
  const { onSubmit, isPending } = useFormAct(form, routes.request, { input: (body) => ({ params: { contractId }, body }), refreshes: [routes.list], onDone: () => notify({ tone: 'good', text: t('bundles.requested') }) });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <RadioField name="mark" label={t('bundles.mark')} hint={t('bundles.markHint')} options={(['plaintiff', 'defendant'] as const).map((value) => ({ value, label: t(`bundles.mark.${value}`) }))} />
      <DateField name="fromOn" label={t('bundles.fromOn')} hint={t('bundles.periodHint')} today={today} nullable optional />
      <DateField name="untilOn" label={t('bundles.untilOn')} today={today} nullable optional />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('bundles.make')}</Button></div>
    </Form>
  );
}

/** Everything of one contract in a ZIP: asking for it, following it, fetching it (F129). */
export function BundlePage({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const whoCan = useWhoCan(side, 'audit.export');
  const query = useRoute(routes.list, { params: { contractId } }, { refetchIntervalMs: 5_000 });
  const paths = contractPaths(side, contractId);
  const columns: Column<Bundle>[] = [
    { key: 'at', header: t('bundles.requestedAt'), cell: (row) => <><InstantText at={row.requestedAt} /><br /><small className="h-label">{row.requestedBy}</small></>, card: 'title' },
    { key: 'mark', header: t('bundles.mark'), cell: (row) => t(`bundles.mark.${row.mark}`), card: 'full' },
    { key: 'period', header: t('bundles.period'), cell: (row) => (row.fromOn || row.untilOn ? <><DateText on={row.fromOn} />〜<DateText on={row.untilOn} /></> : t('bundles.whole')), card: 'full' },
    { key: 'state', header: t('bundles.state'), cell: (row) => <Status tone={tones[row.state]} label={t(row.failure === 'bundle_too_large' ? 'bundles.tooLarge' : `bundles.state.${row.state}`)} />, card: 'full' },
    {
      key: 'file', header: t('bundles.file'), card: 'full',
      cell: (row) => (row.state === 'ready' ? <><ButtonAnchor size="sm" variant="default" href={addressOf(routes.download, { params: { bundleId: row.id } })}>{t('bundles.download', { size: Math.max(0.1, (row.byteCount ?? 0) / megabyte).toFixed(1) })}</ButtonAnchor><br /><small className="h-label h-break">SHA-256：{row.sha256}</small></> : '—'),
    },
  ];
  return (
    <QueryView whole query={query} what={t('bundles.title')}>
      {({ contractNumber, items }) => (
        <Frame title={t('bundles.title')} lead={t('bundles.lead')} crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: contractNumber, to: paths.contract }]}>
          <PermissionGate permission="audit.export" whoCan={whoCan}>
            <Section title={t('bundles.new')} lead={t('bundles.content')}><RequestForm key={items.length} contractId={contractId} /></Section>
            <Section title={t('bundles.list')} lead={t('bundles.verify')}><DataTable label={t('bundles.list')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<p>{t('bundles.none')}</p>} /></Section>
          </PermissionGate>
        </Frame>
      )}
    </QueryView>
  );
}
