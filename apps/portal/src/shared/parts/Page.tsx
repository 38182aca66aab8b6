import { useEffect, type ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { AppLink } from '../router/links.js';

interface Crumb { readonly label: string; readonly to: string }
interface PageProps {
  readonly title: string;
  /** Pages above this one, outermost first. */
  readonly crumbs?: readonly Crumb[];
  /** State of the thing shown, beside the title. */
  readonly badge?: ReactNode;
  /** One sentence under the title. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Frame of every page: breadcrumb, the one H1, actions; sets the window's title. */
export function Page({ title, crumbs, badge, lead, actions, children }: PageProps) {
  const t = useT();
  useEffect(() => { document.title = `${title}｜Hoshu`; }, [title]);
  return (
    <div className="h-page">
      {crumbs && (
        <nav aria-label={t('shell.breadcrumb')}>
          <ol className="h-crumbs">
            {crumbs.map((crumb) => <li key={crumb.to}><AppLink to={crumb.to} small>{crumb.label}</AppLink></li>)}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <div className="h-page-head">
        <div>
          <div className="h-page-title"><h1>{title}</h1>{badge}</div>
          {lead && <p className="h-lead">{lead}</p>}
        </div>
        {actions && <div className="h-page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
