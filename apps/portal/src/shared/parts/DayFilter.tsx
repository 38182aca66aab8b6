import { useState } from 'react';
import { parseDate, slashDate } from '../jp/dates.js';

/** A day typed as people type it; the address takes it when the field is left. */
export function DayFilter({ label, value, today, onChange }: { readonly label: string; readonly value: string; readonly today: string; readonly onChange: (on: string) => void }) {
  const [typing, setTyping] = useState<string | null>(null);
  const id = `day-${label}`;
  return (
    <div className="h-filter">
      <label htmlFor={id}>{label}</label>
      <input id={id} autoComplete="off" value={typing ?? slashDate(value)} onChange={(event) => setTyping(event.currentTarget.value)}
        onBlur={() => { const on = typing === null ? null : parseDate(typing, today); setTyping(null); if (on && on !== value) onChange(on); }} />
    </div>
  );
}
