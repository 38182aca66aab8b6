import { contractRoutes, signingRoutes } from '@hoshu/api-schema';
import { useNavigate } from '@tanstack/react-router';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { CheckboxField, DateField, Form, LinesField, RadioField, TextField, UploadField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { MessagePage } from '../../shared/parts/MessagePage.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { ForbiddenPage } from '../../shared/router/fallback-pages.js';
import { usePathParameters } from '../../shared/router/links.js';
import { useCan, useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { OverlapNotice } from './OverlapNotice.js';
import { RegisterGates } from './signing/RegisterGates.js';
import type { SigningView } from '../../shared/signing/types.js';
import './signing/signing.css';

type Party = 'client' | 'vendor';

/** One side as it stands on the document: who signed, in which capacity, when, and 第20条. */
function SideFields({ party, today }: { readonly party: Party; readonly today: string }) {
  const t = useT();
  const signer = `signers.${party}`;
  return (
    <Section title={t(`vendorSigning.party.${party}`)}>
      <div className="h-field-row">
        <TextField name={`${signer}.personName`} label={t('vendorSigning.sign.name')} />
        <TextField name={`${signer}.title`} label={t('vendorSigning.sign.title')} />
      </div>
      <RadioField name={`${signer}.authority`} label={t('vendorSigning.sign.authority')} options={[{ value: 'representative', label: t('vendorSigning.sign.representative') }, { value: 'delegated', label: t('vendorSigning.sign.delegated') }]} />
      <DateField name={`${signer}.signedOn`} label={t('vendorSigning.register.signedOn')} today={today} maxOn={today} />
      <TextField name={`antisocial.${party}.statedBy`} label={t('vendorSigning.register.statedBy')} />
      <LinesField name={`antisocial.${party}.officers`} label={t('vendorSigning.represent.officers')} hint={t('vendorSigning.represent.officersHint')} />
    </Section>
  );
}

function RegisterForm({ view }: { readonly view: SigningView }) {
  const t = useT();
  const navigate = useNavigate();
  const { today, user } = useSession();
  const { contractId } = view;
  const paperOut = view.request?.state === 'open' && view.request.form === 'paper';
  const person = view.recipients.find((entry) => !entry.replaced);
  const contractDate = paperOut && view.request ? view.request.contractDate : today;
  const form = useRouteForm(signingRoutes.register, {
    method: 'paper', contractDate, notifyEmail: null,
    signers: { client: { personName: person?.personName ?? '', title: person?.title ?? '', authority: 'representative', signedOn: today }, vendor: { personName: user.name, title: '', authority: 'representative', signedOn: today } },
    antisocial: { client: { statedBy: person?.personName ?? '', officers: [] }, vendor: { statedBy: user.name, officers: view.representations.vendor?.officers ?? [] } },
  });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.register, {
    input: (body) => ({ params: { contractId }, body }), refreshes: [contractRoutes.list, contractRoutes.get, signingRoutes.get],
    onDone: () => { notify({ tone: 'good', text: t('vendorSigning.register.done') }); return navigate({ href: pathTo('vendor.contract', { contractId }) }); },
  });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <RegisterGates contractId={contractId} />
      <Section title={t('vendorSigning.register.document')}>
        <RadioField name="method" label={t('vendorSigning.register.method')} options={[{ value: 'paper', label: t('vendorSigning.form.paper') }, { value: 'external', label: t('vendorSigning.form.external'), hint: t('vendorSigning.register.externalHint') }]} />
        <UploadField name="fileId" label={t('vendorSigning.register.file')} hint={t('vendorSigning.register.fileHint')} accept=".pdf,image/*" route={signingRoutes.uploadEvidence} input={(file) => ({ params: { contractId }, file })} fileIdOf={({ fileId }) => fileId} />
        <DateField name="contractDate" label={t('vendorSigning.contractDate')} hint={t('vendorSigning.register.dateHint')} today={today} />
        <OverlapNotice contractId={contractId} startOn={form.watch('contractDate')} onAlign={(on) => form.setValue('contractDate', on)} />
        <DateField optional name="termLastOn" label={t('vendorSigning.register.lastOn')} hint={t('vendorSigning.register.lastOnHint')} today={today} />
      </Section>
      <SideFields party="client" today={today} />
      <SideFields party="vendor" today={today} />
      <Section title={t('vendorSigning.register.rest')}>
        <CheckboxField name="antisocial.statedInDocument" label={t('vendorSigning.register.stated')} text={t('vendorSigning.register.stated')} hint={t('vendorSigning.register.statedHint')} />
        <TextField optional name="notifyEmail" kind="email" label={t('vendorSigning.register.notify')} hint={t('vendorSigning.register.notifyHint')} />
      </Section>
      <Button type="submit" size="lg" loading={isPending}>{t('vendorSigning.register.submit')}</Button>
    </Form>
  );
}

/** 紙・他サービスで締結した契約を登録: a fact to record, with the document kept byte by byte. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.send');
  const can = useCan();
  const { contractId } = usePathParameters('vendor.contractRegister');
  const query = useRoute(signingRoutes.get, { params: { contractId } });
  const detail = pathTo('vendor.contract', { contractId });
  if (!can('contract.send')) return <ForbiddenPage whoCan={whoCan} />;
  return (
    <QueryView whole query={query}>
      {(view) => (view.conclusion || (view.request?.state === 'open' && view.request.form === 'electronic')
        ? <MessagePage title={t('vendorSigning.register.cannot')} text={t(view.conclusion ? 'vendorSigning.register.concluded' : 'vendorSigning.register.isOut')}><ButtonLink to={detail}>{t('wizard.notDraft.open')}</ButtonLink></MessagePage>
        : <Frame title={t('vendorSigning.register.title')} crumbs={[{ label: t('contracts.title'), to: pathTo('vendor.contracts') }, { label: view.contractNumber, to: detail }]} lead={t('vendorSigning.register.lead', { client: view.clientName })}><RegisterForm view={view} /></Frame>)}
    </QueryView>
  );
}
