import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { pathTo, safeNext } from '../../paths.js';
import { leaveTo } from '../../shared/session/session.js';

interface SignedIn { readonly status: 'signed_in' | 'second_factor'; readonly next: string }

/** What follows an answer of the sign-in routes: the second step, or leaving for the page the person wanted. */
export function useArrival(wanted?: string) {
  const client = useQueryClient();
  const [secondFactor, setSecondFactor] = useState(false);
  const arrive = ({ status, next }: SignedIn) => {
    if (status === 'second_factor') {
      setSecondFactor(true);
      return;
    }
    client.clear();
    leaveTo(safeNext(wanted, safeNext(next, pathTo('public.landing'))));
  };
  return { arrive, secondFactor };
}
