import { contractRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { MessagePage } from '../../shared/parts/MessagePage.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { ForbiddenPage } from '../../shared/router/fallback-pages.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { isEditable } from './wizard/values.js';
import { Wizard } from './wizard/Wizard.js';

/** A draft that is being written; a contract that went out is shown on its own page. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const can = useCan();
  const { contractId } = usePathParameters('vendor.contractEdit');
  const query = useRoute(contractRoutes.get, { params: { contractId } });
  if (!can('contract.write')) return <ForbiddenPage whoCan={whoCan} />;
  return (
    <QueryView whole query={query}>
      {(contract) => (isEditable(contract) ? <Wizard key={contract.id} contract={contract} /> : (
        <MessagePage title={t('wizard.notDraft.title')} text={t('wizard.notDraft.text')}><ButtonLink to={pathTo('vendor.contract', { contractId })}>{t('wizard.notDraft.open')}</ButtonLink></MessagePage>
      ))}
    </QueryView>
  );
}
