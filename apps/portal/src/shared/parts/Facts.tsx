import type { ReactNode } from 'react';

export interface Fact { readonly label: string; readonly value: ReactNode }

/** Label–value pairs of one thing, in columns where there is room. */
export const Facts = ({ items }: { readonly items: readonly Fact[] }) => (
  <dl className="h-facts">{items.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl>
);

/** A few figures at the top of a dashboard. */
export const Figures = ({ items }: { readonly items: readonly (Fact & { readonly note?: ReactNode })[] }) => (
  <dl className="h-figures">{items.map((item) => <div key={item.label} className="h-card"><dt>{item.label}</dt><dd>{item.value}</dd>{item.note && <dd className="h-figure-note">{item.note}</dd>}</div>)}</dl>
);
