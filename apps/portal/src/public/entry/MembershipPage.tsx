import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { pathTo } from '../../paths.js';
import { asProblem } from '../../shared/api.js';
import { needsSignIn } from '../../shared/api/query-client.js';
import { Loading } from '../../shared/parts/Loading.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { MembershipChoice } from '../../shared/session/MembershipChoice.js';
import { leaveTo, sessionQuery } from '../../shared/session/session.js';

/** For someone who is signed in without a membership of any organisation, or before choosing one. */
export function Page() {
  const query = useQuery(sessionQuery);
  const signedOut = query.error !== null && needsSignIn(asProblem(query.error));
  useEffect(() => { if (signedOut) leaveTo(pathTo('public.signIn')); }, [signedOut]);
  if (signedOut) return <Loading />;
  return <QueryView whole query={query}>{(session) => <MembershipChoice session={session} />}</QueryView>;
}
