import { DatePicker } from '@mantine/dates';
import 'dayjs/locale/ja';
import '@mantine/dates/styles.css';
import './form.css';
import { longDate } from '../jp/dates.js';
import { textLanguage, useT } from '../i18n/translate.js';

interface CalendarProps { readonly value: string | null; readonly today: string; readonly minOn: string | undefined; readonly maxOn: string | undefined; readonly onPick: (on: string) => void }

/** Month sheet of a DateField; loaded when first opened. */
export default function Calendar({ value, today, minOn, maxOn, onPick }: CalendarProps) {
  const t = useT();
  const japanese = textLanguage() === 'ja';
  return (
    <DatePicker value={value} defaultDate={value ?? today} locale={japanese ? 'ja' : 'en'} firstDayOfWeek={0} weekendDays={[0]} monthLabelFormat={japanese ? 'YYYY年M月' : 'MMMM YYYY'} yearLabelFormat={japanese ? 'YYYY年' : 'YYYY'} size="md" classNames={{ day: 'h-calendar-day' }} getDayProps={(on) => (japanese ? { 'aria-label': longDate(on) } : {})}
      {...(minOn ? { minDate: minOn } : {})} {...(maxOn ? { maxDate: maxOn } : {})}
      ariaLabels={{ nextMonth: t('form.date.nextMonth'), previousMonth: t('form.date.previousMonth'), nextYear: t('form.date.nextYear'), previousYear: t('form.date.previousYear'), nextDecade: t('form.date.nextDecade'), previousDecade: t('form.date.previousDecade'), monthLevelControl: t('form.date.chooseMonth'), yearLevelControl: t('form.date.chooseYear') }}
      onChange={(on) => { if (on) onPick(on); }} />
  );
}
