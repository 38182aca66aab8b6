import type { ReactNode } from 'react';

/** Sideways scrolling that a keyboard can reach, for wide drawings and tables. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  // A scrollable region without controls of its own must take focus (WCAG 2.1.1).
  <div className="h-scroll" role="region" aria-label={label} tabIndex={0}>{children}</div>
);
