import './filters.css';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useT } from '../i18n/translate.js';
import { Button } from './Button.js';

interface FiltersProps { readonly label: string; /** Shown while anything is filtered. */ readonly onClear?: (() => void) | undefined; readonly children: ReactNode }

/** The filters of a list in one card; their values belong in the address (`useAddressQuery`). */
export function Filters({ label, onClear, children }: FiltersProps) {
  const t = useT();
  return (
    <search className="h-card h-filters" aria-label={label}>
      {children}
      {onClear && <span className="h-filter-clear"><Button variant="subtle" onClick={onClear}>{t('shell.filter.clear')}</Button></span>}
    </search>
  );
}

const restMs = 350;

/** Free text; tells its value when the typing rests. */
export function FilterText({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const composing = useRef(false);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tellSoon = (text: string) => {
    clearTimeout(timer.current);
    // Half a word in an input method is nothing to search for.
    if (!composing.current) timer.current = setTimeout(() => onChange(text.trim()), restMs);
  };
  return (
    <div className="h-filter">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="search" autoComplete="off" maxLength={100} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); tellSoon(event.currentTarget.value); }}
        onCompositionStart={() => { composing.current = true; }} onCompositionEnd={(event) => { composing.current = false; tellSoon(event.currentTarget.value); }} />
    </div>
  );
}

interface FilterSelectProps { readonly label: string; readonly value: string; readonly options: readonly { readonly value: string; readonly label: string }[]; /** The first choice, which stands for no filter. */ readonly allLabel?: string; readonly onChange: (value: string) => void }

/** One of a few; the empty value takes everything. */
export function FilterSelect({ label, value, options, allLabel, onChange }: FilterSelectProps) {
  const t = useT();
  const id = useId();
  return (
    <div className="h-filter">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{allLabel ?? t('shell.filter.all')}</option>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </div>
  );
}

interface FilterDateProps { readonly label: string; readonly value: string; readonly min?: string | undefined; readonly max?: string | undefined; readonly onChange: (value: string) => void }

/** A calendar day, `YYYY-MM-DD` or ''. */
export function FilterDate({ label, value, min, max, onChange }: FilterDateProps) {
  const id = useId();
  return <div className="h-filter"><label htmlFor={id}>{label}</label><input id={id} type="date" value={value} min={min} max={max} onChange={(event) => onChange(event.currentTarget.value)} /></div>;
}
