import { useFormContext, useWatch } from 'react-hook-form';
import { CheckboxField, DateField, NumberField, RadioField, TextField } from '../../../shared/form.js';
import { textLanguage, useT } from '../../../shared/i18n/translate.js';
import { Facts } from '../../../shared/parts/Facts.js';
import { Section } from '../../../shared/parts/Section.js';
import { DateText } from '../../../shared/parts/values.js';
import { WhyPopover } from '../../../shared/parts/WhyPopover.js';
import { useSession } from '../../../shared/session/session.js';
import type { Preview, WizardValues } from './values.js';

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The computed dates of the contract, each opening to its reason (F111). */
export function ExplainedDates({ preview }: { readonly preview: Preview | undefined }) {
  const t = useT();
  const language = textLanguage();
  if (!preview || preview.explained.length === 0) return <p className="h-note-small">{t('wizard.term.noDates')}</p>;
  return <Facts items={preview.explained.map((entry) => ({ label: entry.label[language], value: <span className="h-explained">{isDay(entry.value) ? <DateText on={entry.value} form="deadline" /> : entry.value}<WhyPopover explanation={entry.explanation} subject={entry.label[language]} /></span> }))} />;
}

function FirstDay() {
  const t = useT();
  const { today } = useSession();
  const { setValue, getValues } = useFormContext<WizardValues>();
  const follows = useWatch<WizardValues, 'startsWithContract'>({ name: 'startsWithContract' });
  const choose = (next: boolean) => {
    if (!next && !getValues('terms.term.startOn')) setValue('terms.term.startOn', getValues('terms.contractDate'));
    setValue('startsWithContract', next, { shouldDirty: true });
  };
  return (
    <>
      <DateField name="terms.contractDate" label={t('wizard.term.contractDate')} hint={t('wizard.term.contractDateHint')} today={today} minOn={today} />
      <fieldset className="h-choice">
        <legend>{t('wizard.term.first')}</legend>
        <div>
          <label><input type="radio" name="first-day" checked={follows} onChange={() => choose(true)} /><span>{t('wizard.term.firstSame')}</span></label>
          <label><input type="radio" name="first-day" checked={!follows} onChange={() => choose(false)} /><span>{t('wizard.term.firstOther')}</span></label>
        </div>
      </fieldset>
      {!follows && <DateField name="terms.term.startOn" label={t('wizard.term.startOn')} today={today} />}
      <CheckboxField optional name="terms.term.startsAtMidnight" label={t('wizard.term.midnight')} text={t('wizard.term.midnight')} hint={t('wizard.term.midnightHint')} />
    </>
  );
}

function LengthFields() {
  const t = useT();
  return (
    <div className="h-field-row">
      <NumberField name="terms.term.months" label={t('wizard.term.months')} hint={t('wizard.term.monthsHint')} unit={t('wizard.unit.months')} />
      <NumberField optional name="terms.term.renewalMonths" label={t('wizard.term.renewal')} hint={t('wizard.term.renewalHint')} unit={t('wizard.unit.months')} />
    </div>
  );
}

/** 第17条 without days, as a template has it. */
export function LengthSection() {
  const t = useT();
  return <Section title={t('wizard.term.title')} lead={t('templates.noDays')}><LengthFields /></Section>;
}

/** The other numbers of the form, with the form's own values (D1), and the court of 第22条. */
export function NumbersSection() {
  const t = useT();
  const court = useWatch<WizardValues, 'terms.court.kind'>({ name: 'terms.court.kind' });
  return (
    <Section title={t('wizard.numbers.title')} lead={t('wizard.numbers.lead')}>
      <div className="h-field-row">
        <NumberField name="terms.noticeDays17" label={t('wizard.numbers.notice17')} unit={t('wizard.unit.days')} />
        <NumberField name="terms.noticeDays18" label={t('wizard.numbers.notice18')} unit={t('wizard.unit.days')} />
        <NumberField name="terms.capWindowMonths" label={t('wizard.numbers.cap')} unit={t('wizard.unit.months')} />
        <NumberField name="terms.survivalYears" label={t('wizard.numbers.survival')} unit={t('wizard.unit.years')} />
      </div>
      <RadioField name="terms.court.kind" label={t('wizard.court.title')} options={[{ value: 'client', label: t('wizard.court.client') }, { value: 'vendor', label: t('wizard.court.vendor') }, { value: 'named', label: t('wizard.court.named') }]} />
      {court === 'named' && <TextField name="terms.court.name" label={t('wizard.court.name')} hint={t('wizard.court.nameHint')} maxWidth={320} />}
    </Section>
  );
}

/** 第17条・第18条, and the other numbers of the form. */
export function TermStep({ preview }: { readonly preview: Preview | undefined }) {
  const t = useT();
  return (
    <>
      <Section title={t('wizard.term.title')} lead={t('wizard.term.lead')}><FirstDay /><LengthFields /></Section>
      <Section title={t('wizard.term.dates')} lead={t('wizard.term.datesLead')}><ExplainedDates preview={preview} /></Section>
      <NumbersSection />
    </>
  );
}
