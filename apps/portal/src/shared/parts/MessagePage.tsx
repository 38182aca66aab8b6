import { useEffect, type ReactNode } from 'react';

interface MessagePageProps {
  /** Large, quiet figure above the title, e.g. `404`. */
  readonly code?: string;
  readonly title: string;
  readonly text: string;
  readonly note?: string | undefined;
  readonly children?: ReactNode;
}

/** A page that says one thing: 403, 404, 500, an expired link. */
export function MessagePage({ code, title, text, note, children }: MessagePageProps) {
  useEffect(() => { document.title = `${title}｜Hoshu`; }, [title]);
  return (
    <div className="h-message">
      {code && <p className="h-message-code" aria-hidden>{code}</p>}
      <h1>{title}</h1>
      <p>{text}</p>
      {children && <div className="h-message-actions">{children}</div>}
      {note && <p className="h-note-small">{note}</p>}
    </div>
  );
}
