import { useState } from 'react';
import type { ApiProblem } from '../api/problem.js';
import { TextField } from '../form.js';
import { useT } from '../i18n/translate.js';
import { useSession } from '../session/session.js';

/** Whether an act asks for the name of the person behind a shared mailbox (D19), which the API knows best. */
export function usePersonName(): { readonly isAsked: boolean; readonly onProblem: (problem: ApiProblem) => boolean } {
  const { user } = useSession();
  const [isAsked, setIsAsked] = useState(user.sharedMailbox);
  return {
    isAsked,
    onProblem: (problem) => {
      if (problem.code === 'person_name_required') setIsAsked(true);
      return false;
    },
  };
}

export function PersonNameField({ person }: { readonly person: ReturnType<typeof usePersonName> }) {
  const t = useT();
  return person.isAsked ? <TextField name="personName" label={t('agreements.personName')} hint={t('agreements.personNameHint')} maxWidth={400} /> : null;
}
