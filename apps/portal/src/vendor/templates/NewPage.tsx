import { templateRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { TemplateEditor } from './TemplateEditor.js';

/** A template from the built-in form. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const query = useRoute(templateRoutes.form, {});
  return (
    <Frame title={t('templates.new')} crumbs={[{ label: t('templates.title'), to: pathTo('vendor.templates') }]} lead={t('templates.editLead')}>
      <PermissionGate permission="contract.write" whoCan={whoCan}><QueryView query={query} what={t('templates.title')}>{({ terms }) => <TemplateEditor template={null} terms={terms} />}</QueryView></PermissionGate>
    </Frame>
  );
}
