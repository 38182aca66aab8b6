import { identityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../api.js';
import { Form, TextField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { CopyButton, CopyRow } from '../parts/CopyRow.js';
import { ProblemNote } from '../parts/ErrorState.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { useSession } from '../session/session.js';
import './profile.css';
import { Button } from '../parts/Button.js';

type Enrolment = ResponseOf<typeof identityRoutes.startTotp>;

function EnrolForm({ enrolment, onCodes }: { readonly enrolment: Enrolment; readonly onCodes: (codes: readonly string[]) => void }) {
  const t = useT();
  const form = useRouteForm(identityRoutes.confirmTotp, { code: '' });
  const { onSubmit, isPending } = useFormAct(form, identityRoutes.confirmTotp, { input: (values) => ({ body: values }), refreshes: [identityRoutes.session], onDone: ({ recoveryCodes }) => onCodes(recoveryCodes) });
  return (
    <div className="h-totp">
      <div><p>{t('profile.totpScan')}</p><img className="h-totp-qr" width={208} height={208} alt={t('profile.totpQr')} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(enrolment.qrSvg)}`} /></div>
      <div className="h-totp-steps">
        <CopyRow label={t('profile.totpSecret')} value={enrolment.secret} />
        <Form form={form} onSubmit={onSubmit}>
          <TextField name="code" kind="digits" label={t('profile.totpCode')} autoComplete="one-time-code" maxWidth={200} />
          <Button type="submit" loading={isPending}>{t('profile.totpConfirm')}</Button>
        </Form>
      </div>
    </div>
  );
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const t = useT();
  return (
    <div className="h-totp-steps">
      <p><strong>{t('profile.totpCodes')}</strong></p>
      <p>{t('profile.totpCodesText')}</p>
      <ul className="h-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <div className="h-page-actions"><CopyButton text={codes.join('\n')}>{t('profile.totpCopy')}</CopyButton><Button variant="default" onClick={onKept}>{t('profile.totpKept')}</Button></div>
    </div>
  );
}

/** Enrols or removes the authenticator app; recovery codes are shown once. */
export function TotpSection() {
  const t = useT();
  const { user } = useSession();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [asking, setAsking] = useState(false);
  const starting = useAct(identityRoutes.startTotp, { onDone: setEnrolment });
  const removing = useAct(identityRoutes.disableTotp, { refreshes: [identityRoutes.session], onDone: () => notify({ tone: 'good', text: t('profile.totpRemoved') }) });
  const badge = <Status tone={user.totpEnrolled ? 'good' : 'muted'} label={t(user.totpEnrolled ? 'profile.totpOn' : 'profile.totpOff')} />;
  const take = (fresh: readonly string[]) => {
    setEnrolment(null);
    setCodes(fresh);
  };
  return (
    <Section title={t('profile.totp')} aside={badge} lead={t('profile.totpText')}>
      {starting.problem && <ProblemNote problem={starting.problem} />}
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {enrolment && <EnrolForm enrolment={enrolment} onCodes={take} />}
      {!codes && !enrolment && !user.totpEnrolled && <div><Button variant="default" loading={starting.isPending} onClick={() => void starting.act({ body: {} }).catch(() => undefined)}>{t('profile.totpStart')}</Button></div>}
      {!codes && user.totpEnrolled && <div><Button variant="default" onClick={() => setAsking(true)}>{t('profile.totpRemove')}</Button></div>}
      <ConfirmDialog opened={asking} onClose={() => setAsking(false)} title={t('profile.totpRemove')} confirmLabel={t('profile.totpRemove')} danger onConfirm={() => removing.act({})}>{t('profile.totpRemoveText')}</ConfirmDialog>
    </Section>
  );
}
