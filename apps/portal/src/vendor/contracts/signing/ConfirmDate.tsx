import { contractRoutes, signingRoutes } from '@hoshu/api-schema';
import { CheckboxField, Form, TextField, useFormAct, useRouteForm } from '../../../shared/form.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { Facts } from '../../../shared/parts/Facts.js';
import { PermissionGate } from '../../../shared/parts/PermissionGate.js';
import { Section } from '../../../shared/parts/Section.js';
import { DateText } from '../../../shared/parts/values.js';
import { useSession } from '../../../shared/session/session.js';
import type { SigningView } from './parts.js';

interface Props { readonly contractId: string; readonly dates: NonNullable<SigningView['dateConfirmation']>; /** Whether 乙's own word is missing. */ readonly mine: boolean }

function ConfirmForm({ contractId, dates }: Omit<Props, 'mine'>) {
  const t = useT();
  const { user } = useSession();
  const form = useRouteForm(signingRoutes.confirmDate, { personName: user.name, contractDate: dates.contractDate });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.confirmDate, { input: (body) => ({ params: { contractId }, body }), refreshes: [signingRoutes.get, contractRoutes.get, contractRoutes.list] });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="personName" label={t('vendorSigning.sign.name')} maxWidth={320} />
      <CheckboxField name="agreed" label={t('vendorSigning.date.agree')} text={t('vendorSigning.date.agree')} />
      <Button type="submit" loading={isPending}>{t('vendorSigning.date.confirm')}</Button>
    </Form>
  );
}

/** D5: the last signature fell on another day than the printed one; both sides say that day stands. */
export function ConfirmDate({ contractId, dates, mine }: Props) {
  const t = useT();
  const waiting = dates.waitingFor.map((party) => t(`vendorSigning.party.${party}`)).join('・');
  return (
    <Section title={t('vendorSigning.date.title')} lead={t('vendorSigning.date.both')}>
      <Facts items={[
        { label: t('vendorSigning.date.new'), value: <DateText on={dates.contractDate} form="deadline" /> }, { label: t('vendorSigning.date.first'), value: <DateText on={dates.termStartsOn} form="deadline" /> },
        { label: t('vendorSigning.date.last'), value: <DateText on={dates.termLastOn} form="deadline" /> }, { label: t('vendorSigning.date.waiting'), value: waiting || '—' },
      ]} />
      {mine && <PermissionGate permission="signature.sign" whoCan={t('vendorSigning.who.sign')}><ConfirmForm contractId={contractId} dates={dates} /></PermissionGate>}
    </Section>
  );
}
