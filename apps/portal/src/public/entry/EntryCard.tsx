import { useEffect, type ReactNode } from 'react';

/** The one card in the middle of an entry page. */
export function EntryCard({ title, lead, children, below }: { readonly title: string; readonly lead?: ReactNode; readonly children: ReactNode; readonly below?: ReactNode }) {
  useEffect(() => { document.title = `${title}｜Hoshu`; }, [title]);
  return (
    <div className="h-entry">
      <div className="h-card h-entry-card">
        <div><h1>{title}</h1>{lead && <p className="h-lead">{lead}</p>}</div>
        {children}
      </div>
      {below && <p className="h-entry-below">{below}</p>}
    </div>
  );
}
