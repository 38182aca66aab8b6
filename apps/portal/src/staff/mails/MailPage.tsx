import { mailroomRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api.js';
import { TextField, useFormAct, useRouteForm } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { useT } from '../../shared/i18n/translate.js';
import { MailFacts } from '../../shared/mailroom/MailFacts.js';
import { Button } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Timeline } from '../../shared/parts/Timeline.js';
import { usePathParameters } from '../../shared/router/links.js';
import { FindContract } from '../cases/FindContract.js';
import type { Found } from '../cases/NewCasePage.js';
import '../../shared/contracts/contracts.css';
import '../../shared/notices/notices.css';
import '../cases/cases.css';

type View = ResponseOf<typeof mailroomRoutes.deskMail>;
const reads = [mailroomRoutes.deskMail, mailroomRoutes.deskMails] as const;

function AsideDialog({ view, onClose }: { readonly view: View; readonly onClose: () => void }) {
  const t = useT();
  const form = useRouteForm(mailroomRoutes.setAsideMail, { note: '', version: view.version });
  const { onSubmit, isPending } = useFormAct(form, mailroomRoutes.setAsideMail, { input: (body) => ({ params: { mailId: view.id }, body }), refreshes: reads, onDone: () => { notify({ tone: 'good', text: t('desk.mails.asideDone') }); onClose(); } });
  return <FormDialog title={t('desk.mails.aside')} confirmLabel={t('desk.mails.aside')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}><p>{t('desk.mails.asideText')}</p><TextField name="note" label={t('desk.mails.asideReason')} /></FormDialog>;
}

/** The contract is found by its number, as for a letter; a person decides, and may also put the mail aside. */
function Assigning({ view }: { readonly view: View }) {
  const t = useT();
  const [contract, setContract] = useState<Found | null>(null);
  const [open, setOpen] = useState<'assign' | 'aside' | null>(null);
  const { act } = useAct(mailroomRoutes.assignMail, { refreshes: reads, onDone: () => notify({ tone: 'good', text: t('desk.mails.assigned') }) });
  return (
    <>
      <FindContract chosen={contract} onChoose={setContract} />
      <div className="h-page-actions">
        {view.state === 'waiting' && <Button variant="default" onClick={() => setOpen('aside')}>{t('desk.mails.aside')}</Button>}
        <Button disabled={contract === null} onClick={() => setOpen('assign')}>{t('desk.mails.assign')}</Button>
      </div>
      {open === 'aside' && <AsideDialog view={view} onClose={() => setOpen(null)} />}
      {contract && <ConfirmDialog opened={open === 'assign'} onClose={() => setOpen(null)} title={t('desk.mails.assign')} confirmLabel={t('desk.mails.assign')} onConfirm={() => act({ params: { mailId: view.id }, body: { tenantId: contract.tenantId, contractNumber: contract.contractNumber, version: view.version } })}><p>{t('desk.mails.assignText', { number: contract.contractNumber, tenant: contract.tenantName })}</p></ConfirmDialog>}
    </>
  );
}

export function Page() {
  const t = useT();
  const { mailId } = usePathParameters('staff.mail');
  const query = useRoute(mailroomRoutes.deskMail, { params: { mailId } });
  const words = { viewed: t('desk.mails.event.viewed'), assigned: t('desk.mails.event.assigned'), set_aside: t('desk.mails.event.set_aside'), overdue_first: t('desk.mails.event.overdue_first'), overdue_second: t('desk.mails.event.overdue_second') };
  return (
    <QueryView whole query={query}>
      {(view) => (
        <Frame title={view.subject || t('desk.mails.noSubject')} lead={view.fromAddress || view.mailFrom} crumbs={[{ label: t('desk.title'), to: pathTo('staff.cases') }]}>
          <Section title={t('desk.mails.content')}>
            {view.hints.length > 0 && <p>{t('desk.mails.hints', { numbers: view.hints.join('、') })}</p>}
            <MailFacts mail={view} />
          </Section>
          {view.state !== 'assigned' && <Assigning view={view} />}
          <Section title={t('desk.history')}>
            <Timeline label={t('desk.history')} entries={[...view.history].reverse().map((event, index) => ({ id: `${event.at}-${index}`, title: event.kind in words ? words[event.kind as keyof typeof words] : event.kind, at: event.at, by: event.staffName, ...(event.note ? { body: <p className="h-note-small">{event.note}</p> } : {}) }))} />
          </Section>
        </Frame>
      )}
    </QueryView>
  );
}
