import { eraDate, instantText, longDate, slashDate } from '../jp/dates.js';
import { yenText } from '../jp/money.js';
import { useT } from '../i18n/translate.js';

/** Whole yen; `tax` names whether tax is in it, as every amount shown to a client must. */
export function Money({ yen, tax, strong }: { readonly yen: number; readonly tax?: 'included' | 'excluded'; readonly strong?: boolean }) {
  const t = useT();
  return <span className="h-money" data-strong={strong || undefined}>{yenText(yen)}{tax && <small>{t(tax === 'included' ? 'shell.taxIncluded' : 'shell.taxExcluded')}</small>}</span>;
}

/** A calendar day. `table` 2026/11/22, `deadline` 2026年11月30日（月）, `contract` 令和8年11月22日（2026年）. */
export function DateText({ on, form = 'table' }: { readonly on: string | null; readonly form?: 'table' | 'deadline' | 'contract' }) {
  if (!on) return <span>—</span>;
  const text = form === 'table' ? slashDate(on) : form === 'deadline' ? longDate(on) : `${eraDate(on)}（${on.slice(0, 4)}年）`;
  return <time className="h-nowrap" dateTime={on}>{text}</time>;
}

/** An instant in Japanese time, 2026/11/22 10:32. */
export const InstantText = ({ at }: { readonly at: string | null }) => (at ? <time className="h-nowrap" dateTime={at}>{instantText(at)}</time> : <span>—</span>);
