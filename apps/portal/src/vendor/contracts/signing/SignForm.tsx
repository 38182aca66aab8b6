import { contractRoutes, signingRoutes, type BodyOf, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { ApiProblem, useAct, useRoute } from '../../../shared/api.js';
import { CheckboxField, Form, RadioField, TextField, UploadField, showProblem, useRouteForm } from '../../../shared/form.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { asProblem } from '../../../shared/api/problem.js';
import { Button } from '../../../shared/parts/Button.js';
import { Facts } from '../../../shared/parts/Facts.js';
import { PermissionGate } from '../../../shared/parts/PermissionGate.js';
import { QueryView } from '../../../shared/parts/QueryView.js';
import { Section } from '../../../shared/parts/Section.js';
import { DateText } from '../../../shared/parts/values.js';
import { useSession } from '../../../shared/session/session.js';

type Document = ResponseOf<typeof signingRoutes.read>;
type SignBody = BodyOf<typeof signingRoutes.sign>;
/** D5: what the API says when the last signature falls on another day than the printed one. */
interface Redating { readonly body: SignBody; readonly contractDate: string; readonly termLastOn: string; readonly steps: readonly { readonly ja: string; readonly en: string }[] }

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const isStep = (value: unknown): value is { ja: string; en: string } => typeof value === 'object' && value !== null && 'ja' in value && 'en' in value;
const redatingOf = (body: SignBody, { data }: ApiProblem): Redating =>
  ({ body, contractDate: textOf(data['contractDate']), termLastOn: textOf(data['termLastOn']), steps: Array.isArray(data['steps']) ? data['steps'].filter(isStep) : [] });

function NewDate({ redating, busy, onConfirm, onCancel }: { readonly redating: Redating; readonly busy: boolean; readonly onConfirm: () => void; readonly onCancel: () => void }) {
  const t = useT();
  return (
    <div className="h-stack" role="alert">
      <h3>{t('vendorSigning.date.title')}</h3>
      <p>{t('vendorSigning.date.text')}</p>
      <Facts items={[{ label: t('vendorSigning.date.new'), value: <DateText on={redating.contractDate} form="deadline" /> }, { label: t('vendorSigning.date.last'), value: <DateText on={redating.termLastOn} form="deadline" /> }]} />
      {redating.steps.length > 0 && <ol className="h-note-small">{redating.steps.map((step) => <li key={step.ja}>{step[textLanguage()]}</li>)}</ol>}
      <div className="h-page-actions"><Button loading={busy} onClick={onConfirm}>{t('vendorSigning.date.signWith')}</Button><Button variant="default" onClick={onCancel}>{t('shell.cancel')}</Button></div>
    </div>
  );
}

function SignFields({ contractId, document: text }: { readonly contractId: string; readonly document: Document }) {
  const t = useT();
  const { user } = useSession();
  const [redating, setRedating] = useState<Redating | null>(null);
  const form = useRouteForm(signingRoutes.sign, { personName: user.name, title: '', authority: 'representative', authorityNote: '', authorityFileId: null, bodyHash: text.bodyHash, requireTwoFactor: false });
  const { act, isPending } = useAct(signingRoutes.sign, { refreshes: [signingRoutes.get, signingRoutes.read, contractRoutes.get, contractRoutes.list] });
  const sign = async (body: SignBody) => {
    try {
      await act({ params: { contractId }, body });
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code === 'signature_date_differs') setRedating(redatingOf(body, problem));
      else { setRedating(null); showProblem(form, problem); }
    }
  };
  if (redating) return <NewDate redating={redating} busy={isPending} onCancel={() => setRedating(null)} onConfirm={() => void sign({ ...redating.body, confirmDate: redating.contractDate })} />;
  const delegated = form.watch('authority') === 'delegated';
  return (
    <Form form={form} onSubmit={form.handleSubmit(sign)}>
      <div className="h-pair">
        <TextField name="personName" label={t('vendorSigning.sign.name')} />
        <TextField name="title" label={t('vendorSigning.sign.title')} hint={t('vendorSigning.sign.titleHint')} />
      </div>
      <RadioField name="authority" label={t('vendorSigning.sign.authority')} options={[{ value: 'representative', label: t('vendorSigning.sign.representative') }, { value: 'delegated', label: t('vendorSigning.sign.delegated') }]} />
      {delegated && <TextField optional name="authorityNote" label={t('vendorSigning.sign.note')} hint={t('vendorSigning.sign.noteHint')} />}
      {delegated && <UploadField optional name="authorityFileId" label={t('vendorSigning.sign.file')} accept=".pdf,image/*" route={signingRoutes.uploadAuthority} input={(file) => ({ params: { contractId }, file })} fileIdOf={({ fileId }) => fileId} />}
      {text.twoFactor.offered && <CheckboxField optional name="requireTwoFactor" label={t('vendorSigning.sign.twoFactor')} text={t('vendorSigning.sign.twoFactor')} hint={t('vendorSigning.sign.twoFactorHint')} />}
      <CheckboxField name="agreed" label={t('vendorSigning.sign.agree')} text={text.consent[textLanguage()]} />
      <Button type="submit" loading={isPending}>{t('vendorSigning.sign.submit')}</Button>
    </Form>
  );
}

/** 乙's own signature: who, in which capacity, for exactly this text (D6). */
export function SignForm({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const query = useRoute(signingRoutes.read, { params: { contractId } });
  return (
    <Section title={t('vendorSigning.sign.heading')} lead={t('vendorSigning.sign.lead')}>
      <PermissionGate permission="signature.sign" whoCan={t('vendorSigning.who.sign')}>
        <QueryView query={query}>{(text) => <SignFields key={text.bodyHash} contractId={contractId} document={text} />}</QueryView>
      </PermissionGate>
    </Section>
  );
}
