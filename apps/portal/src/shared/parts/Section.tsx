import { useId, type ReactNode } from 'react';

interface SectionProps { readonly title: string; readonly aside?: ReactNode; readonly lead?: ReactNode; readonly children: ReactNode }

/** A white card with a heading of level 2; `aside` stands right of it. */
export function Section({ title, aside, lead, children }: SectionProps) {
  const id = useId();
  return (
    <section className="h-card h-section" aria-labelledby={id}>
      <div className="h-section-head"><h2 id={id}>{title}</h2>{aside}</div>
      {lead && <p className="h-lead">{lead}</p>}
      {children}
    </section>
  );
}
