import { clientRoutes } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { AskContact } from '../../shared/parts/AskContact.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { MembersSection } from './MembersSection.js';
import { roleTexts } from './roles.js';

/** 甲's organisation as the contract and the invoices know it, its people, and how to reach 乙. */
export function Page() {
  const t = useT();
  const query = useRoute(clientRoutes.mine, {});
  return (
    <Frame title={t('organisation.title')}>
      <QueryView query={query} what={t('organisation.data')}>
        {(own) => (
          <>
            <Section title={t('organisation.data')} lead={t('organisation.dataLead', { vendor: own.vendor.companyName })}>
              <Facts items={[
                { label: t('organisation.name'), value: <>{own.companyName}{own.companyKana && <><br /><small>{own.companyKana}</small></>}</> },
                { label: t('organisation.address'), value: <>{own.postalCode && <>〒{own.postalCode}<br /></>}{own.address || '—'}</> },
                { label: t('organisation.representative'), value: [own.representativeTitle, own.representativeName].filter(Boolean).join(' ') || '—' },
                { label: t('organisation.telephone'), value: own.telephone || '—' },
                { label: t('organisation.department'), value: own.department || '—' },
                { label: t('organisation.noticeEmail'), value: own.noticeEmail || '—' },
                { label: t('organisation.noticePostal'), value: own.noticePostal || own.address || '—' },
              ]} />
              <p className="h-note-small">{t('organisation.noticeNote')}</p>
            </Section>
            <PermissionGate permission="member.read" whoCan={t(roleTexts.owner)}><MembersSection /></PermissionGate>
            <Section title={t('organisation.vendor')}><AskContact contact={own.vendor} lead={t('organisation.vendorLead', { vendor: own.vendor.companyName })} /></Section>
          </>
        )}
      </QueryView>
    </Frame>
  );
}
