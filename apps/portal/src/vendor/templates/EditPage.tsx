import { templateRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { CompareVersions } from './CompareVersions.js';
import { TemplateEditor, type Template } from './TemplateEditor.js';

function Versions({ contractTemplateId, versions }: { readonly contractTemplateId: string; readonly versions: Template['versions'] }) {
  const t = useT();
  const language = textLanguage();
  const columns: Column<Template['versions'][number]>[] = [
    { key: 'number', header: t('templates.version'), cell: (row) => t('templates.versionOf', { number: row.number }), card: 'title' },
    { key: 'saved', header: t('templates.savedOn'), cell: (row) => <><DateText on={row.savedOn} /><br /><small className="h-note-small">{row.savedBy}</small></> },
    { key: 'contracts', header: t('templates.contracts'), cell: (row) => t('templates.count', { count: row.contractCount }), align: 'right' },
    { key: 'deviations', header: t('templates.deviations'), cell: (row) => row.deviations.map((point) => point[language]).join('、') || t('templates.asForm'), card: 'full' },
  ];
  return <Section title={t('templates.versions')} lead={t('templates.versionsLead')}><DataTable label={t('templates.versions')} columns={columns} rows={versions} rowKey={(row) => row.id} /><CompareVersions contractTemplateId={contractTemplateId} versions={versions} /></Section>;
}

/** One template: its fields with the text beside them, its versions, and whether it is in use. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const { contractTemplateId } = usePathParameters('vendor.template');
  const query = useRoute(templateRoutes.get, { params: { contractTemplateId } });
  const { run, isPending } = useAct(templateRoutes.retire, { refreshes: [templateRoutes.list, templateRoutes.get], onDone: ({ isRetired }) => notify({ tone: 'good', text: t(isRetired ? 'templates.retired' : 'templates.resumed') }) });
  return (
    <QueryView whole query={query}>
      {(template) => (
        <Frame title={template.name} crumbs={[{ label: t('templates.title'), to: pathTo('vendor.templates') }]} lead={t('templates.editLead')} badge={template.isRetired ? <Status tone="muted" label={t('templates.isRetired')} /> : undefined}>
          <PermissionGate permission="contract.write" whoCan={whoCan}>
            <TemplateEditor key={template.version} template={template} terms={template.terms} />
            <Versions contractTemplateId={contractTemplateId} versions={template.versions} />
            <Section title={t('templates.use')} lead={t('templates.useLead')}>
              <div><Button variant="default" loading={isPending} onClick={() => run({ params: { contractTemplateId }, ifMatch: template.version, body: { isRetired: !template.isRetired } })}>{t(template.isRetired ? 'templates.resume' : 'templates.retire')}</Button></div>
            </Section>
          </PermissionGate>
        </Frame>
      )}
    </QueryView>
  );
}
