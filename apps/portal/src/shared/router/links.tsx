import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, type ReactNode } from 'react';
import type { PathName, PathParameters } from '../../paths.js';

interface AppLinkProps { readonly to: string; readonly small?: boolean; readonly children: ReactNode }

/** Text link to a page of the same tree; `to` comes from `pathTo`. */
export const AppLink = ({ to, small, children }: AppLinkProps) => <Link to={to} className="h-link" data-small={small || undefined}>{children}</Link>;

/** Parameters of the page's own address: `usePathParameters('client.invoice').invoiceId`. */
export function usePathParameters<N extends PathName>(_name: N): PathParameters<N> {
  // The router only shows the page under the pattern of that name, so the parameters are there.
  return useParams({ strict: false }) as PathParameters<N>;
}

/** Query values of the address as strings, and a setter that keeps list filters in the URL. Undefined or '' removes a key. */
export function useAddressQuery(): readonly [Readonly<Record<string, string>>, (changes: Readonly<Record<string, string | undefined>>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const values = Object.fromEntries(new URLSearchParams(location.searchStr));
  const change = useCallback((changes: Readonly<Record<string, string | undefined>>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [key, value] of Object.entries(changes)) if (value) next.set(key, value); else next.delete(key);
    void navigate({ href: next.size ? `${window.location.pathname}?${next.toString()}` : window.location.pathname, replace: true });
  }, [navigate]);
  return [values, change];
}
