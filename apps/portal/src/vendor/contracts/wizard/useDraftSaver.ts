import { contractRoutes } from '@hoshu/api-schema';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ApiProblem, asProblem, call, routeQuery } from '../../../shared/api.js';
import { bodyOf, changedSteps, sameBody, valuesOf, type Contract, type DraftBody, type StepName } from './values.js';

export interface Conflict { readonly latest: Contract; readonly name: string | null; readonly at: string | null; readonly changed: readonly StepName[] }
export type SaveState =
  | { readonly phase: 'saved' | 'saving' | 'invalid' }
  | { readonly phase: 'failed'; readonly problem: ApiProblem }
  | { readonly phase: 'conflict'; readonly conflict: Conflict };

const storedBody = (contract: Contract): DraftBody => bodyOf(valuesOf(contract));
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * Keeps a draft on the server: one write at a time, each naming the version it is based on (If-Match).
 * When somebody else was first, nothing is overwritten; the state says who, when and what.
 */
export function useDraftSaver(contract: Contract) {
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>({ phase: 'saved' });
  const base = useRef({ version: contract.draftVersion ?? 0, body: storedBody(contract) });
  const running = useRef<Promise<boolean>>(Promise.resolve(true));
  const params = { contractId: contract.id };

  const adopt = useCallback((stored: Contract) => {
    base.current = { version: stored.draftVersion ?? 0, body: storedBody(stored) };
    client.setQueryData(routeQuery(contractRoutes.get, { params: { contractId: stored.id } }).queryKey, stored);
  }, [client]);

  const refused = async (problem: ApiProblem, body: DraftBody): Promise<boolean> => {
    if (problem.code !== 'version_stale') { setState({ phase: 'failed', problem }); return false; }
    const latest = await call(contractRoutes.get, { params }).catch(asProblem);
    if (latest instanceof ApiProblem || latest.draftVersion === null) { setState({ phase: 'failed', problem: latest instanceof ApiProblem ? latest : problem }); return false; }
    // An answer that got lost: what stands there is what was sent.
    if (sameBody(storedBody(latest), body)) { adopt(latest); setState({ phase: 'saved' }); return true; }
    setState({ phase: 'conflict', conflict: { latest, name: textOf(problem.data['name']), at: textOf(problem.data['at']), changed: changedSteps(base.current.body, storedBody(latest)) } });
    return false;
  };

  const write = async (body: DraftBody): Promise<boolean> => {
    if (sameBody(body, base.current.body)) { setState({ phase: 'saved' }); return true; }
    setState({ phase: 'saving' });
    const answer = await call(contractRoutes.updateDraft, { params, ifMatch: base.current.version, body }).catch(asProblem);
    if (answer instanceof ApiProblem) return refused(answer, body);
    adopt(answer);
    setState({ phase: 'saved' });
    return true;
  };

  const save = (body: DraftBody | null): Promise<boolean> => {
    if (!body) { setState({ phase: 'invalid' }); return Promise.resolve(false); }
    running.current = running.current.then(() => write(body));
    return running.current;
  };

  return {
    state, save, adopt,
    /** Whether `stored` is a version this wizard has not seen yet. */
    isNews: (stored: Contract) => (stored.draftVersion ?? 0) > base.current.version,
    isSaved: (body: DraftBody) => sameBody(body, base.current.body),
    /** After a conflict: what this person entered shall stand. */
    overwrite: (latest: Contract, body: DraftBody | null) => { adopt(latest); return save(body); },
    settle: () => setState({ phase: 'saved' }),
  };
}
