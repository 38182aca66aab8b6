import { TextField } from '../form.js';
import type { usePersonName } from '../form/person-name.js';
import { useT } from '../i18n/translate.js';

/** The name of the person behind a shared mailbox, where it is asked. */
export function PersonNameField({ person }: { readonly person: ReturnType<typeof usePersonName> }) {
  const t = useT();
  return person.isAsked ? <TextField name="personName" label={t('agreements.personName')} hint={t('agreements.personNameHint')} maxWidth={400} /> : null;
}
