import { rescissionRoutes } from '@hoshu/api-schema';
import { addressOf } from '../api.js';
import { DateField, Form, TextField, UploadField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { Facts, type Fact } from '../parts/Facts.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { DateText, InstantText } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { useSession } from '../session/session.js';
import { declarationReads } from './Decision.js';
import type { Declaration } from './ending-words.js';

type Way = Declaration['deliveries'][number];
const days = { postedOn: 'posted', deliveredOn: 'delivered', firstAttemptOn: 'attempt', refusedOn: 'refused', retentionExpiredOn: 'retention' } as const;
const dayNames = Object.keys(days) as (keyof typeof days)[];

function WayFacts({ way }: { readonly way: Way }) {
  const t = useT();
  const rows: Fact[] = way.kind === 'mail'
    ? [{ label: t('notices.delivery.to'), value: way.recipient }, { label: t('notices.delivery.at'), value: <InstantText at={way.at} /> }, { label: t('notices.delivery.answer'), value: <code className="h-server-answer">{way.serverResponse}</code> }]
    : dayNames.flatMap((name) => { const on = way[name]; return on ? [{ label: t(`notices.paper.${days[name]}`), value: <DateText on={on} form="deadline" /> }] : []; });
  if (way.trackingNumber) rows.push({ label: t('ending.tracking'), value: way.trackingNumber });
  rows.push({ label: t('ending.arrivedOn'), value: <span className="h-explained">{way.arrivedOn ? <strong><DateText on={way.arrivedOn} form="deadline" /></strong> : t('ending.notArrived')}<WhyPopover explanation={way.explanation} subject={t('ending.arrivedOn')} /></span> });
  return <Facts items={rows} />;
}

function DeliverForm({ declaration }: { readonly declaration: Declaration }) {
  const t = useT();
  const { today } = useSession();
  const form = useRouteForm(rescissionRoutes.registerDelivery, { postedOn: null, deliveredOn: null, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, trackingNumber: '', fileId: null });
  const { onSubmit, isPending } = useFormAct(form, rescissionRoutes.registerDelivery, { input: (body) => ({ params: { declarationId: declaration.id }, body }), refreshes: declarationReads, onDone: () => notify({ tone: 'good', text: t('ending.registered') }) });
  const day = (name: keyof typeof days) => <DateField name={name} nullable optional today={today} maxOn={today} label={t(`notices.paper.${days[name]}`)} />;
  return (
    <Form form={form} onSubmit={onSubmit}>
      {day('postedOn')}
      <TextField name="trackingNumber" optional label={t('ending.tracking')} />
      {day('deliveredOn')}
      <details className="h-fold"><summary>{t('notices.register.more')}</summary><div className="h-stack">{day('firstAttemptOn')}{day('refusedOn')}{day('retentionExpiredOn')}</div></details>
      <UploadField name="fileId" optional label={t('ending.proof')} accept=".pdf,image/*" route={rescissionRoutes.upload} input={(file) => ({ params: { contractId: declaration.contractId }, file })} fileIdOf={({ fileId }) => fileId} />
      <div><Button type="submit" loading={isPending}>{t('ending.register')}</Button></div>
    </Form>
  );
}

/** How it travelled: mail server's answer or the post's days (R05). */
export function WaySection({ declaration }: { readonly declaration: Declaration }) {
  const t = useT();
  if (!declaration.sending) return null;
  const scan = declaration.deliveries.some(({ hasScan }) => hasScan);
  return (
    <Section title={t('notices.way')}>
      {declaration.deliveries.map((way) => <WayFacts key={way.id} way={way} />)}
      {scan && <ButtonAnchor href={addressOf(rescissionRoutes.scan, { params: { declarationId: declaration.id } })} variant="default" size="sm" download>{t('ending.proof')}</ButtonAnchor>}
      {declaration.mayDo.includes('deliver') && <DeliverForm declaration={declaration} />}
    </Section>
  );
}
