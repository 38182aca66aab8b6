import { checkRoutes, representationRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { GatedLink, PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { readable } from '../../shared/parts/readable.js';
import { Section } from '../../shared/parts/Section.js';
import { Status, type Tone } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { AttestForm } from '../../shared/representations/AttestForm.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { PolicyForm } from './PolicyForm.js';

type Standing = ResponseOf<typeof checkRoutes.standing>['items'][number];
export const checkTones: Record<Standing['state'], Tone> = { ok: 'good', missing: 'warn', expired: 'warn', blocked: 'bad' };

/** The vendor's own representations that wait, given for all chosen contracts at once. */
function OwnSection() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'signature.sign');
  const query = useRoute(representationRoutes.waiting, {});
  return (
    <Section title={t('checks.own')} lead={t('checks.ownLead')}>
      <QueryView query={query} what={t('checks.own')}>
        {({ statement, officers, items }) => (items.length === 0 ? <p>{t('checks.ownNone')}</p> : (
          <PermissionGate permission="signature.sign" whoCan={whoCan}>
            <AttestForm key={items.length} statement={statement} officers={officers} contractIds={items.map(({ contractId }) => contractId)} choices={items.map((item) => ({ value: item.contractId, label: `${item.contractNumber}　${item.otherName}`, hint: item.own.text[textLanguage()] }))} />
          </PermissionGate>
        ))}
      </QueryView>
    </Section>
  );
}

/** 反社チェック: how each client stands, the own representations, and the policy (第20条). */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'check.write');
  const query = useRoute(checkRoutes.standing, {});
  const columns: Column<Standing>[] = [
    { key: 'client', header: t('checks.client'), cell: (row) => <AppLink to={pathTo('vendor.clientChecks', { clientId: row.clientId })}>{row.clientName}</AppLink>, card: 'title' },
    { key: 'state', header: t('checks.checkState'), cell: (row) => <Status tone={checkTones[row.state]} label={t(`checks.checkState.${row.state}`)} />, card: 'full' },
    { key: 'text', header: t('checks.why'), cell: (row) => readable(row.text[textLanguage()]), card: 'full' },
    { key: 'until', header: t('checks.validUntil'), cell: (row) => <DateText on={row.validUntil} /> },
  ];
  return (
    <Frame title={t('checks.listTitle')} lead={t('checks.listLead')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]} actions={<GatedLink permission="check.write" whoCan={whoCan} to={pathTo('vendor.checkImport')} variant="default">{t('checks.import')}</GatedLink>}>
      <OwnSection />
      <QueryView query={query} what={t('checks.clients')}>
        {({ policy, items }) => (
          <>
            <Section title={t('checks.clients')} lead={t(policy.isRequired ? 'checks.required' : 'checks.notRequired')}>
              <DataTable label={t('checks.clients')} columns={columns} rows={items} rowKey={(row) => row.clientId} empty={<EmptyState title={t('checks.noClients')} />} />
            </Section>
            <PolicyForm key={policy.version} policy={policy} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
