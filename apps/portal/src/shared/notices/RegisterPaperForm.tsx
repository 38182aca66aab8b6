import { noticeRoutes } from '@hoshu/api-schema';
import { DateField, Form, RadioField, SelectField, TextAreaField, TextField, UploadField, useFormAct, useRouteForm } from '../form.js';
import type { Side } from '../contracts/side.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import '../parts/parts.css';
import { useSession } from '../session/session.js';
import { noticeReads, type NoticeData } from './types.js';

interface RegisterProps { readonly contractId: string; readonly side: Side; /** The letter that was printed here; without it a letter written elsewhere is registered. */ readonly notice?: NoticeData; readonly onDone: (noticeId: string) => void }

const noDays = { postedOn: null, deliveredOn: null, refusedOn: null, firstAttemptOn: null, retentionExpiredOn: null, postingMethod: '' as const, trackingNumber: '' };
const methods = ['certified', 'registered', 'tracked', 'ordinary', 'by_hand'] as const;

/** Whose letter it is, for one that was not printed here. */
function LetterFields({ article, today }: { readonly article: unknown; readonly today: string }) {
  const t = useT();
  return (
    <>
      <RadioField name="giverParty" label={t('notices.register.giver')} options={[{ value: 'client', label: t('notices.party.client') }, { value: 'vendor', label: t('notices.party.vendor') }]} />
      <TextField name="giverName" label={t('notices.register.giverName')} hint={t('notices.register.giverNameHint')} />
      <RadioField name="article" numeric label={t('notices.kind')} options={[{ value: '17', label: t('notices.article.17') }, { value: '18', label: t('notices.article.18') }]} />
      {Number(article) === 18 && <DateField name="requestedEnd" nullable optional today={today} label={t('notices.wish.day')} />}
    </>
  );
}

/** Either side registers a paper notice with its scan and what the post did (R05). */
export function RegisterPaperForm({ contractId, side, notice, onDone }: RegisterProps) {
  const t = useT();
  const { today } = useSession();
  const form = useRouteForm(noticeRoutes.registerPaper, notice
    ? { ...noDays, noticeId: notice.id, giverParty: notice.giverParty, giverName: notice.giverName, article: notice.article, requestedEnd: notice.requestedEndOn, text: notice.text }
    : { ...noDays, noticeId: null, giverParty: side, giverName: '', requestedEnd: null, text: '' });
  const { onSubmit, isPending } = useFormAct(form, noticeRoutes.registerPaper, { input: (body) => ({ params: { contractId }, body }), refreshes: noticeReads, onDone: ({ id }) => onDone(id) });
  const article = form.watch('article');
  const day = (name: string, label: string, hint: string) => <DateField name={name} nullable optional today={today} maxOn={today} label={label} hint={hint} />;
  return (
    <Form form={form} onSubmit={onSubmit}>
      {!notice && <LetterFields article={article} today={today} />}
      <UploadField name="scanFileId" label={t('notices.register.scan')} accept=".pdf,image/*" route={noticeRoutes.uploadScan} input={(file) => ({ params: { contractId }, file })} fileIdOf={({ fileId }) => fileId} />
      <SelectField name="postingMethod" optional label={t('notices.paper.method')} options={methods.map((value) => ({ value, label: t(`notices.paper.method.${value}`) }))} />
      <TextField name="trackingNumber" optional label={t('notices.paper.tracking')} hint={t('notices.paper.trackingHint')} maxWidth={320} />
      {day('postedOn', t('notices.paper.posted'), t('notices.register.postedHint'))}
      {day('deliveredOn', t('notices.paper.delivered'), t('notices.register.deliveredHint'))}
      <details className="h-fold">
        <summary>{t('notices.register.more')}</summary>
        <div className="h-stack">
          {day('firstAttemptOn', t('notices.paper.attempt'), t('notices.register.attemptHint'))}
          {day('refusedOn', t('notices.paper.refused'), t('notices.register.refusedHint'))}
          {day('retentionExpiredOn', t('notices.paper.retention'), t('notices.register.retentionHint'))}
        </div>
      </details>
      {!notice && <TextAreaField name="text" optional rows={3} label={t('notices.register.text')} />}
      <Button type="submit" loading={isPending}>{t('notices.register.submit')}</Button>
    </Form>
  );
}
