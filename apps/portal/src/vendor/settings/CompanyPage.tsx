import { companyRoutes } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { DateText } from '../../shared/parts/values.js';
import { CompanyForm } from './CompanyForm.js';
import { Missing } from './Missing.js';
import { SealSection } from './SealSection.js';
import './settings.css';

/** The vendor as it stands in contracts and invoices. */
export function Page() {
  const t = useT();
  const query = useRoute(companyRoutes.get, {});
  return (
    <Frame title={t('settings.company')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]} lead={t('settings.companyLead')}>
      <QueryView query={query} what={t('settings.company')}>
        {(company) => (
          <>
            <Missing company={company} withoutAccount={false} />
            <p className="h-note-small">{t('settings.effective')}<DateText on={company.effectiveOn} /></p>
            <CompanyForm company={company} />
            <SealSection company={company} />
          </>
        )}
      </QueryView>
    </Frame>
  );
}
