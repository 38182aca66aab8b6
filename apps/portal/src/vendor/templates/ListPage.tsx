import { templateRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { GatedLink } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText } from '../../shared/parts/values.js';
import { AppLink } from '../../shared/router/links.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import '../contracts/wizard/wizard.css';

type Row = ResponseOf<typeof templateRoutes.list>['items'][number];
type BuiltIn = ResponseOf<typeof templateRoutes.form>;

/** The form as it comes: its articles in plain words, and what each ● asks. */
function BuiltInForm({ form }: { readonly form: BuiltIn }) {
  const t = useT();
  const language = textLanguage();
  const columns: Column<BuiltIn['fields'][number]>[] = [
    { key: 'label', header: t('templates.field'), cell: (row) => row.label[language], card: 'title' }, { key: 'place', header: t('templates.place'), cell: (row) => row.place },
    { key: 'hint', header: t('templates.hint'), cell: (row) => row.hint[language], card: 'full' }, { key: 'example', header: t('templates.example'), cell: (row) => row.example },
  ];
  return (
    <Section title={t('templates.builtIn')} lead={t('templates.builtInLead')}>
      <details className="h-more"><summary>{t('templates.articles')}</summary><ul className="h-plain-list">{form.articles.map((article) => <li key={article.number}><strong>{t('wizard.text.article', { number: article.number, heading: article.heading })}</strong>　{article.plain[language]}</li>)}</ul></details>
      <details className="h-more"><summary>{t('templates.fields', { count: form.fields.length })}</summary><DataTable label={t('templates.fields', { count: form.fields.length })} columns={columns} rows={form.fields} rowKey={(row) => row.field} /></details>
    </Section>
  );
}

/** The built-in form and the vendor's own templates of it. */
export function Page() {
  const t = useT();
  const language = textLanguage();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const own = useRoute(templateRoutes.list, {});
  const form = useRoute(templateRoutes.form, {});
  const columns: Column<Row>[] = [
    { key: 'name', header: t('templates.name'), cell: (row) => <><AppLink to={pathTo('vendor.template', { contractTemplateId: row.id })}>{row.name}</AppLink>{row.isRetired && <> <Status tone="muted" label={t('templates.isRetired')} /></>}</>, card: 'title' },
    { key: 'version', header: t('templates.version'), cell: (row) => t('templates.versionOf', { number: row.number }) },
    { key: 'deviations', header: t('templates.deviations'), cell: (row) => row.deviations.map((point) => point[language]).join('、') || t('templates.asForm'), card: 'full' },
    { key: 'contracts', header: t('templates.contracts'), cell: (row) => t('templates.count', { count: row.contractCount }), align: 'right' },
    { key: 'saved', header: t('templates.savedOn'), cell: (row) => <DateText on={row.savedOn} /> },
  ];
  return (
    <Frame title={t('templates.title')} lead={t('templates.lead')} crumbs={[{ label: t('contracts.title'), to: pathTo('vendor.contracts') }]} actions={<><GatedLink permission="contract.write" whoCan={whoCan} variant="default" to={pathTo('vendor.templateImport')}>{t('templates.import')}</GatedLink><GatedLink permission="contract.write" whoCan={whoCan} to={pathTo('vendor.templateNew')}>{t('templates.new')}</GatedLink></>}>
      <Section title={t('templates.own')}>
        <QueryView query={own} what={t('templates.own')}>{({ items }) => <DataTable label={t('templates.own')} columns={columns} rows={items} rowKey={(row) => row.id} empty={<EmptyState title={t('templates.none')} text={t('templates.noneText')} />} />}</QueryView>
      </Section>
      <QueryView query={form} what={t('templates.builtIn')}>{(data) => <BuiltInForm form={data} />}</QueryView>
    </Frame>
  );
}
