import { useNavigate } from '@tanstack/react-router';
import { pathTo } from '../../paths.js';
import { useT } from '../../shared/i18n/translate.js';
import { RegisterPaperForm } from '../../shared/notices/RegisterPaperForm.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { Section } from '../../shared/parts/Section.js';
import { usePathParameters } from '../../shared/router/links.js';

/** A letter that came by post, or went out without the product's letter (第17条2項). */
export function Page() {
  const t = useT();
  const navigate = useNavigate();
  const { contractId } = usePathParameters('vendor.noticeRegister');
  return (
    <Frame title={t('notices.register.title')} lead={t('notices.register.lead')} crumbs={[{ label: t('contracts.title'), to: pathTo('vendor.contracts') }, { label: t('notices.start'), to: pathTo('vendor.notice', { contractId }) }]}>
      <PermissionGate permission="notice.register" whoCan={t('notices.whoRegister')}>
        <Section title={t('notices.content')}>
          <RegisterPaperForm contractId={contractId} onDone={(noticeId) => { notify({ tone: 'good', text: t('notices.register.done') }); void navigate({ to: pathTo('vendor.noticeView', { contractId, noticeId }) }); }} />
        </Section>
      </PermissionGate>
    </Frame>
  );
}
