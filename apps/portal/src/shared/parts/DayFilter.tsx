import { addMonths, localDate, monthOf } from '@hoshu/domain';
import { useState } from 'react';
import { parseDate, slashDate } from '../jp/dates.js';
import { useAddressQuery } from '../router/links.js';

/** A period that the address keeps: from the first day five months ago until today, unless somebody chose otherwise. */
export function usePeriod(today: string) {
  const [address, setAddress] = useAddressQuery();
  return { from: address['from'] ?? `${addMonths(monthOf(localDate(today)), -5)}-01`, to: address['to'] ?? today, setPeriod: setAddress };
}

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
