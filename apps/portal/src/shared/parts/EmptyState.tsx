import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps { readonly title: string; readonly text?: string; readonly icon?: ReactNode; readonly children?: ReactNode }

/** Nothing to show, and what to do about it. `children`: the one next action. */
export function EmptyState({ title, text, icon, children }: EmptyStateProps) {
  return (
    <div className="h-state">
      <span className="h-state-icon" aria-hidden>{icon ?? <IconInbox size={28} stroke={1.5} />}</span>
      <p className="h-state-title">{title}</p>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}
