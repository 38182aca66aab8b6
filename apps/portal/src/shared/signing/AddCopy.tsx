import { signingRoutes } from '@hoshu/api-schema';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Form, TextField, useFormAct, useRouteForm } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { Dialog } from '../parts/Dialog.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { signingReads, type SigningView } from './types.js';

function CopyForm({ contractId, side, onDone }: { readonly contractId: string; readonly side: SigningView['side']; readonly onDone: () => void }) {
  const t = useT();
  const form = useRouteForm(signingRoutes.addCopy, { personName: '', email: '', title: '', locale: 'ja' });
  const { onSubmit, isPending } = useFormAct(form, signingRoutes.addCopy, { input: (body) => ({ params: { contractId }, body }), refreshes: signingReads, onDone: () => { notify({ tone: 'good', text: t('signing.copies.done') }); onDone(); } });
  return (
    <Form form={form} onSubmit={onSubmit}>
      <p>{t(`signing.copies.text.${side}`)}</p>
      <TextField name="personName" label={t('signing.copies.name')} />
      <TextField name="email" kind="email" label={t('signing.copies.email')} />
      <TextField name="title" label={t('signing.copies.title')} optional />
      <Button type="submit" fullWidth loading={isPending}>{t('signing.copies.submit')}</Button>
    </Form>
  );
}

/** F130: who of 甲 gets a copy, and the way to name one more; nothing where there is neither. */
export function Copies({ view }: { readonly view: SigningView }) {
  const t = useT();
  const people = view.recipients.filter(({ role, replaced }) => role === 'cc' && !replaced);
  if (people.length === 0 && !mayAdd(view)) return null;
  return (
    <Section title={t('signing.copies.list')}>
      {people.length > 0 ? <ul className="h-plain-list">{people.map((person) => <li key={person.id}>{person.personName}{person.title && `（${person.title}）`} <small className="h-break">{person.email}</small></li>)}</ul> : <p className="h-note-small">{t('signing.copies.none')}</p>}
      <div><AddCopy view={view} /></div>
    </Section>
  );
}

const mayAdd = ({ request, role }: SigningView): boolean => role === 'signer' && request?.form === 'electronic' && (request.state === 'open' || request.state === 'completed');

/** F130: names somebody of one's own side who gets a copy; nothing where none can be named. */
export function AddCopy({ view }: { readonly view: SigningView }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (!mayAdd(view)) return null;
  return (
    <>
      <Button variant="default" icon={<IconPlus size={18} aria-hidden />} onClick={() => setOpen(true)}>{t('signing.copies.open')}</Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={t('signing.copies.open')}><CopyForm contractId={view.contractId} side={view.side} onDone={() => setOpen(false)} /></Dialog>
    </>
  );
}
