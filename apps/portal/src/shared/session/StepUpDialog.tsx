import { identityRoutes } from '@hoshu/api-schema';
import { PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAct } from '../api/hooks.js';
import { useT } from '../i18n/translate.js';
import { digits } from '../jp/text.js';
import { Kit } from '../Kit.js';
import { Dialog } from '../parts/Dialog.js';
import { ProblemNote } from '../parts/ErrorState.js';
import { useSession } from './session.js';
import { answerStepUp } from './step-up-store.js';
import { Button } from '../parts/Button.js';

/** Asks for the authenticator code, or the password where no app is enrolled; good for five minutes (D17, D35). */
export default function StepUpDialog() {
  const t = useT();
  const { user } = useSession();
  const [secret, setSecret] = useState('');
  const confirming = useAct(identityRoutes.stepUp, { refreshes: [identityRoutes.session], onDone: () => answerStepUp(true) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = user.totpEnrolled ? { code: digits(secret) || secret.trim() } : { password: secret };
    void confirming.act({ body }).catch(() => undefined);
  };
  const possible = user.totpEnrolled || user.hasPassword;
  return (
    <Kit><Dialog opened onClose={() => answerStepUp(false)} title={t('shell.stepUp.title')}>
      <form onSubmit={submit}>
        <div className="h-stack">
          <p>{t(possible ? 'shell.stepUp.text' : 'shell.stepUp.impossible')}</p>
          {user.totpEnrolled && <TextInput data-autofocus label={t('shell.stepUp.code')} inputMode="numeric" autoComplete="one-time-code" value={secret} onChange={(event) => setSecret(event.currentTarget.value)} />}
          {!user.totpEnrolled && user.hasPassword && <PasswordInput data-autofocus label={t('shell.stepUp.password')} autoComplete="current-password" value={secret} onChange={(event) => setSecret(event.currentTarget.value)} />}
          {confirming.problem && <ProblemNote problem={confirming.problem} />}
          <div className="h-dialog-actions">
            <Button variant="default" onClick={() => answerStepUp(false)}>{t('shell.cancel')}</Button>
            {possible && <Button type="submit" loading={confirming.isPending} disabled={!secret}>{t('shell.stepUp.confirm')}</Button>}
          </div>
        </div>
      </form>
    </Dialog></Kit>
  );
}
