import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { Health } from './Health.js';

export function Page() {
  const t = useT();
  return (
    <Frame title={t('platform.title')} lead={t('platform.lead')} actions={<ButtonLink to={pathTo('staff.tenants')} variant="default">{t('platform.allTenants')}</ButtonLink>}>
      <Health />
    </Frame>
  );
}
