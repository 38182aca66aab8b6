import { identityRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { homeOf, pathTo, safeNext, type Audience } from '../../paths.js';
import { routeQuery, useAct } from '../api/hooks.js';

export type Session = ResponseOf<typeof identityRoutes.session>;
export type Membership = Session['memberships'][number];

export const sessionQuery = routeQuery(identityRoutes.session, {});

/** The signed-in person. Only inside a tree that a `SessionGate` has opened. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** Whether the person holds a permission; the API decides again. */
export function useCan(): (permission: string) => boolean {
  const { permissions } = useSession();
  return useCallback((permission) => permissions.includes(permission), [permissions]);
}

/** First page for a membership; the landing page for someone without any. */
export const homeOfMembership = (membership: { readonly kind: Audience } | null): string => (membership ? homeOf(membership.kind) : pathTo('public.landing'));

/** Full page load: the trees of two audiences, and the data of two memberships, never share a page's memory. */
export const leaveTo = (path: string): void => window.location.assign(safeNext(path, pathTo('public.landing')));

/** `signOut()` ends the session, forgets all data and leaves for the sign-in page. */
export function useSignOut() {
  const client = useQueryClient();
  return useAct(identityRoutes.signOut, {
    onDone: () => {
      client.clear();
      leaveTo(pathTo('public.signIn'));
    },
  });
}

/** Switches to another membership and opens its first page with nothing kept of the former one. */
export function useSwitchMembership() {
  const client = useQueryClient();
  return useAct(identityRoutes.selectMembership, {
    onDone: ({ next }) => {
      client.clear();
      leaveTo(next);
    },
  });
}
