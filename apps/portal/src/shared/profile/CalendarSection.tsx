import '../parts/parts.css';
import './profile.css';
import { calendarRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct, useRoute } from '../api.js';
import { CheckboxField, Form, TextField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { CopyButton } from '../parts/CopyRow.js';
import { DataTable } from '../parts/DataTable.js';
import { notify } from '../parts/notify.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { InstantText } from '../parts/values.js';

type Feed = ResponseOf<typeof calendarRoutes.list>['items'][number];
type Made = ResponseOf<typeof calendarRoutes.create>;

/** The one time that the address is shown. */
function Address({ made }: { readonly made: Made }) {
  const t = useT();
  return (
    <div className="h-callout" data-tone="good" role="status">
      <p><strong>{t('profile.calendar.made', { name: made.label })}</strong></p>
      <p className="h-calendar-address">{made.url}</p>
      <p className="h-note-small">{t('profile.calendar.once')}</p>
      <div><CopyButton text={made.url}>{t('profile.calendar.copy')}</CopyButton></div>
    </div>
  );
}

function NewFeed({ onMade }: { readonly onMade: (made: Made) => void }) {
  const t = useT();
  const form = useRouteForm(calendarRoutes.create, { label: '', busyOnly: false });
  const { onSubmit, isPending } = useFormAct(form, calendarRoutes.create, { input: (body) => ({ body }), refreshes: [calendarRoutes.list], onDone: (made) => { form.reset(); onMade(made); } });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <TextField name="label" label={t('profile.calendar.name')} hint={t('profile.calendar.nameHint')} maxWidth={400} />
      <CheckboxField name="busyOnly" label={t('profile.calendar.busy')} text={t('profile.calendar.busy')} hint={t('profile.calendar.busyHint')} />
      <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('profile.calendar.make')}</Button></div>
    </Form>
  );
}

/** Secret addresses under which a calendar reads the deadlines that this person may see: made, copied once, revoked (F172). */
export function CalendarSection() {
  const t = useT();
  const query = useRoute(calendarRoutes.list, {});
  const [made, setMade] = useState<Made | null>(null);
  const [revoking, setRevoking] = useState<Feed | null>(null);
  const revoke = useAct(calendarRoutes.revoke, { refreshes: [calendarRoutes.list], onDone: () => { notify({ tone: 'good', text: t('profile.calendar.revoked') }); setMade(null); } });
  return (
    <Section title={t('profile.calendar.title')} lead={t('profile.calendar.lead')}>
      {made && <Address made={made} />}
      <QueryView query={query} what={t('profile.calendar.title')}>
        {({ items }) => items.length > 0 && (
          <DataTable label={t('profile.calendar.title')} rows={items} rowKey={(feed) => feed.id} columns={[
            { key: 'name', header: t('profile.calendar.name'), cell: (feed) => feed.label, card: 'title' },
            { key: 'shows', header: t('profile.calendar.shows'), cell: (feed) => t(feed.busyOnly ? 'profile.calendar.busy' : 'profile.calendar.full') },
            { key: 'since', header: t('profile.calendar.since'), cell: (feed) => <InstantText at={feed.createdAt} /> },
            { key: 'end', header: t('profile.calendar.revoke'), cell: (feed) => <Button variant="default" size="sm" danger aria-label={t('profile.calendar.revokeOf', { name: feed.label })} onClick={() => setRevoking(feed)}>{t('profile.calendar.revoke')}</Button>, card: 'full' },
          ]} />
        )}
      </QueryView>
      <NewFeed onMade={setMade} />
      <ConfirmDialog opened={revoking !== null} onClose={() => setRevoking(null)} danger title={t('profile.calendar.revokeOf', { name: revoking?.label ?? '' })} confirmLabel={t('profile.calendar.revoke')} onConfirm={() => revoke.act({ params: { feedId: revoking?.id ?? '' } })}>{t('profile.calendar.revokeText')}</ConfirmDialog>
    </Section>
  );
}
