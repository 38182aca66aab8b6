import { useFormContext } from 'react-hook-form';
import { TextField } from '../form.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { Button } from '../parts/Button.js';
import { Facts } from '../parts/Facts.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { useWishPreview } from './WishStep.js';
import type { NoticeWish } from './wish.js';

/** Last step: what goes to whom, and the other side's name typed by hand. */
export function ConfirmStep({ contractId, busy, onBack }: { readonly contractId: string; readonly busy: boolean; readonly onBack: () => void }) {
  const t = useT();
  const { watch } = useFormContext<NoticeWish>();
  const wish = watch();
  const query = useWishPreview(contractId, wish);
  return (
    <QueryView query={query}>
      {(preview) => {
        const letter = preview.channel.chosen === 'letter';
        return (
          <Section title={t('notices.confirm.title')} lead={t('notices.confirm.lead')}>
            <Facts items={[
              { label: t('notices.kind'), value: t(`notices.article.${preview.article}`) },
              { label: t(letter ? 'notices.confirm.endIfToday' : 'notices.confirm.end'), value: <strong>{longDate(preview.endOn)}</strong> },
              { label: t('notices.wish.channel'), value: t(letter ? 'notices.channel.letter' : 'notices.channel.portal') },
              { label: t('notices.confirm.to'), value: <>{preview.confirmName}<br /><small>{letter ? preview.channel.recipientPostal : preview.channel.recipientEmail}</small></> },
              ...(wish.text ? [{ label: t('notices.wish.text'), value: <span className="h-pre">{wish.text}</span> }] : []),
            ]} />
            <p className="h-callout" data-tone="warn">{preview.channel[textLanguage()]}<br />{t('notices.kind.irrevocable')}</p>
            <TextField name="confirmName" label={t('notices.confirm.name', { name: preview.confirmName })} hint={t('notices.confirm.nameHint')} />
            <div className="h-page-actions">
              <Button variant="default" disabled={busy} onClick={onBack}>{t('notices.back')}</Button>
              <Button type="submit" danger={!letter} loading={busy}>{t(letter ? 'notices.confirm.makeLetter' : 'notices.confirm.send')}</Button>
            </div>
          </Section>
        );
      }}
    </QueryView>
  );
}
