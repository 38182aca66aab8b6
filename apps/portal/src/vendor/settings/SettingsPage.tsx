import { companyRoutes } from '@hoshu/api-schema';
import { IconAlertTriangle, IconBuilding, IconBuildingBank, IconCreditCardPay, IconFileCertificate, IconHistory, IconRosetteDiscountCheck, IconSignature, IconUserCircle, IconShieldCheck, IconUsers, type Icon } from '@tabler/icons-react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { Missing } from './Missing.js';
import { SamplesSection } from './SamplesSection.js';
import './settings.css';

interface Entry { readonly to: string; readonly icon: Icon; readonly title: string; readonly text: string; readonly note?: string | undefined }

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ul className="h-settings-list">
      {entries.map((entry) => (
        <li key={entry.to} className="h-card">
          <span className="h-settings-icon" aria-hidden><entry.icon size={24} stroke={1.6} /></span>
          <div><h2><AppLink to={entry.to}>{entry.title}</AppLink></h2><p>{entry.text}</p>{entry.note && <p className="h-settings-note">{entry.note}</p>}</div>
        </li>
      ))}
    </ul>
  );
}

/** Where everything of the vendor itself is set, and what is still missing with its consequence. */
export function Page() {
  const t = useT();
  const can = useCan();
  const company = useRoute(companyRoutes.get, {});
  const accounts = useRoute(companyRoutes.bankAccounts, {});
  const account = accounts.data?.items[0];
  const entries: Entry[] = [
    { to: pathTo('vendor.company'), icon: IconBuilding, title: t('settings.company'), text: t('settings.companyText'), note: company.data?.companyName },
    { to: pathTo('vendor.bank'), icon: IconBuildingBank, title: t('settings.bank'), text: t('settings.bankText'), note: account ? `${account.bankName} ${account.branchName}` : undefined },
    ...(can('stripe.connect') ? [{ to: pathTo('vendor.stripe'), icon: IconCreditCardPay, title: t('settings.payments'), text: t('settings.paymentsText') }] : []),
    { to: pathTo('vendor.members'), icon: IconUsers, title: t('settings.members'), text: t('settings.membersText') },
    { to: pathTo('vendor.signingSettings'), icon: IconSignature, title: t('settings.signing'), text: t('settings.signingText') },
    { to: pathTo('vendor.approvals'), icon: IconRosetteDiscountCheck, title: t('settings.approvals'), text: t('settings.approvalsText') },
    ...(can('check.read') ? [{ to: pathTo('vendor.checks'), icon: IconShieldCheck, title: t('settings.checks'), text: t('settings.checksText') }] : []),
    ...(can('rescission.read') ? [{ to: pathTo('vendor.signals'), icon: IconAlertTriangle, title: t('settings.signals'), text: t('settings.signalsText') }] : []),
    ...(can('audit.read') ? [{ to: pathTo('vendor.audit'), icon: IconHistory, title: t('settings.audit'), text: t('settings.auditText') }] : []),
    ...(can('contract.read') ? [{ to: pathTo('vendor.verification'), icon: IconFileCertificate, title: t('settings.verification'), text: t('settings.verificationText') }] : []),
    { to: pathTo('vendor.profile'), icon: IconUserCircle, title: t('settings.profile'), text: t('settings.profileText') },
  ];
  return (
    <Frame title={t('nav.settings')} lead={t('settings.lead')}>
      <QueryView query={company} what={t('settings.company')}>
        {(data) => <><Missing company={data} withoutAccount={accounts.data?.items.length === 0} /><Entries entries={entries} /></>}
      </QueryView>
      <SamplesSection />
    </Frame>
  );
}
