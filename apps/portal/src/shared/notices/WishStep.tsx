import { noticeRoutes } from '@hoshu/api-schema';
import { useFormContext } from 'react-hook-form';
import { useRoute } from '../api/hooks.js';
import { DateField, RadioField, TextAreaField } from '../form.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { Button } from '../parts/Button.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { useSession } from '../session/session.js';
import { PreviewPanel } from './PreviewPanel.js';
import type { NoticeWish } from './wish.js';

const isDay = (value: string | null): value is string => value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The preview that belongs to what the form holds right now. */
export function useWishPreview(contractId: string, wish: NoticeWish) {
  return useRoute(noticeRoutes.preview, { params: { contractId }, query: { article: wish.article === 17 ? '17' : '18', channel: wish.channel, ...(wish.article === 18 && isDay(wish.requestedEnd) ? { requestedEnd: wish.requestedEnd } : {}) } }, { keepPrevious: true });
}

/** Second step: day and channel, with everything that follows from them beside the form. */
export function WishStep({ contractId, onBack, onNext }: { readonly contractId: string; readonly onBack: () => void; readonly onNext: () => void }) {
  const t = useT();
  const { today } = useSession();
  const { watch } = useFormContext<NoticeWish>();
  const wish = watch();
  const query = useWishPreview(contractId, wish);
  return (
    <QueryView query={query}>
      {(preview) => (
        <div className="h-columns">
          <Section title={t(`notices.article.${preview.article}`)}>
            {preview.article === 18 && <DateField name="requestedEnd" nullable optional today={today} minOn={preview.earliestEndOn} label={t('notices.wish.day')} hint={t('notices.wish.dayHint', { date: longDate(preview.earliestEndOn) })} />}
            <RadioField name="channel" label={t('notices.wish.channel')} options={[
              { value: 'portal', label: t('notices.channel.portal'), hint: t(preview.article === 17 && !preview.channel.electronicAgreed ? 'notices.channel.portalNotAgreed' : 'notices.channel.portalHint'), disabled: preview.article === 17 && !preview.channel.electronicAgreed },
              { value: 'letter', label: t('notices.channel.letter'), hint: t('notices.channel.letterHint') },
            ]} />
            <p className="h-callout" data-tone={preview.channel.isValid ? 'info' : 'warn'}>{preview.channel[textLanguage()]}</p>
            <TextAreaField name="text" optional rows={3} label={t('notices.wish.text')} hint={t('notices.wish.textHint')} />
            {preview.refusal && <p className="h-callout" data-tone="bad" role="alert">{preview.refusal[textLanguage()]}{preview.refusal.code === 'notice_date_too_early' && <><br />{t('notices.wish.earliest', { date: longDate(preview.earliestEndOn) })}</>}</p>}
            <div className="h-page-actions">
              <Button variant="default" onClick={onBack}>{t('notices.back')}</Button>
              <Button disabled={preview.refusal !== null || !preview.channel.isValid} onClick={onNext}>{t('notices.next')}</Button>
            </div>
          </Section>
          <PreviewPanel preview={preview} />
        </div>
      )}
    </QueryView>
  );
}
