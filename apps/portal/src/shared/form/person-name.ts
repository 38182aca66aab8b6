import { useState } from 'react';
import type { ApiProblem } from '../api/problem.js';
import { useSession } from '../session/session.js';

/** Whether an act asks for the name of the person behind a shared mailbox (D19), which the API knows best. `onProblem` goes to `useFormAct`. */
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
