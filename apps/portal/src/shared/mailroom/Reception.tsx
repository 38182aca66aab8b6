import { contractRoutes, mailroomRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { RegisterPaperForm } from '../notices/RegisterPaperForm.js';
import { CopyRow } from '../parts/CopyRow.js';
import { notify } from '../parts/notify.js';
import { Page as Frame } from '../parts/Page.js';
import { PermissionGate } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import '../contracts/contracts.css';
import '../notices/notices.css';
import '../parts/parts.css';
import { CallSection } from './CallSection.js';
import { MailCard } from './MailCard.js';
import { UploadMail } from './UploadMail.js';

/** Notices that did not begin in the portal: by mail, on paper, by telephone (D7). */
export function Reception({ contractId, side }: { readonly contractId: string; readonly side: Side }) {
  const t = useT();
  const navigate = useNavigate();
  const paths = contractPaths(side, contractId);
  const contract = useRoute(contractRoutes.get, { params: { contractId } });
  const query = useRoute(mailroomRoutes.mails, { params: { contractId } });
  const whoCan = t(side === 'client' ? 'notices.whoClient' : 'notices.whoRegister');
  return (
    <Frame title={t('notices.register.title')} lead={t('mailroom.lead')} crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: contract.data?.number ?? t('contracts.title'), to: paths.contract }]}>
      <QueryView query={query}>
        {({ address, items, calls }) => (
          <>
            <Section title={t('mailroom.title')} lead={t('mailroom.mailLead')}>
              <CopyRow label={t('mailroom.address')} value={address} />
              {items.length === 0 ? <p>{t('mailroom.none')}</p> : <ul className="h-bare-list h-stack">{items.map((mail) => <MailCard key={mail.id} mail={mail} side={side} />)}</ul>}
              <PermissionGate permission="notice.register" whoCan={whoCan}><UploadMail contractId={contractId} /></PermissionGate>
            </Section>
            <CallSection contractId={contractId} side={side} calls={calls} />
          </>
        )}
      </QueryView>
      <Section title={t('mailroom.paper')} lead={t('notices.register.lead')}>
        <PermissionGate permission="notice.register" whoCan={whoCan}>
          <RegisterPaperForm contractId={contractId} side={side} onDone={(noticeId) => { notify({ tone: 'good', text: t('notices.register.done') }); void navigate({ to: paths.noticeView(noticeId) }); }} />
        </PermissionGate>
      </Section>
    </Frame>
  );
}
