import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { DateField, NumberField, TextField } from '../../../shared/form.js';
import { fieldId } from '../../../shared/form/id-scope.js';
import { useT, type MessageId } from '../../../shared/i18n/translate.js';
import { Section } from '../../../shared/parts/Section.js';
import { useSession } from '../../../shared/session/session.js';
import { Offer } from './fields.js';
import type { Terms, WizardValues } from './values.js';

const annex = 'terms.annex';
const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const nameOf = (number: (typeof numbers)[number]): MessageId => `wizard.work.${number}`;

/** 第3条: each of the nine works, done or not, and how often. */
function Works() {
  const t = useT();
  const { register } = useFormContext<WizardValues>();
  const works = useWatch<WizardValues, 'terms.annex.works'>({ name: 'terms.annex.works' });
  return (
    <ul className="h-works">
      {numbers.map((number, index) => (
        <li key={number}>
          <Checkbox id={fieldId(`${annex}.works.${index}.applies`)} {...register(`terms.annex.works.${index}.applies`)} label={`（${number}）${t(nameOf(number))}`} />
          {works[index]?.applies && <TextField name={`${annex}.works.${index}.frequency`} label={t('wizard.work.frequency', { number })} maxWidth={320} />}
        </li>
      ))}
    </ul>
  );
}

type Backup = Terms['annex']['backup'];
const agreedBackup: Backup = { frequency: '', retention: '', method: '' };

/** 第8条2項: agreed now, or to be agreed by a day. */
function BackupFields() {
  const t = useT();
  const { today } = useSession();
  const { setValue, getValues } = useFormContext<WizardValues>();
  const backup = useWatch<WizardValues, 'terms.annex.backup'>({ name: 'terms.annex.backup' });
  const [other, setOther] = useState<Backup | null>(null);
  const open = 'underDiscussionUntil' in backup;
  const choose = (next: boolean) => {
    if (next === open) return;
    const now = getValues('terms.annex.backup');
    setValue('terms.annex.backup', other ?? (next ? { underDiscussionUntil: '' } : agreedBackup), { shouldDirty: true });
    setOther(now);
  };
  return (
    <>
      <fieldset className="h-choice">
        <legend>{t('wizard.backup.choice')}</legend>
        <div>
          <label><input type="radio" name="backup" checked={!open} onChange={() => choose(false)} /><span>{t('wizard.backup.now')}</span></label>
          <label><input type="radio" name="backup" checked={open} onChange={() => choose(true)} /><span>{t('wizard.backup.later')}</span></label>
        </div>
      </fieldset>
      {open ? <DateField name={`${annex}.backup.underDiscussionUntil`} label={t('wizard.backup.until')} today={today} minOn={today} /> : (
        <>
          <TextField name={`${annex}.backup.frequency`} label={t('wizard.backup.frequency')} hint={t('wizard.backup.frequencyHint')} maxWidth={320} />
          <TextField name={`${annex}.backup.retention`} label={t('wizard.backup.retention')} hint={t('wizard.backup.retentionHint')} maxWidth={320} />
          <TextField name={`${annex}.backup.method`} label={t('wizard.backup.method')} hint={t('wizard.backup.methodHint')} />
        </>
      )}
    </>
  );
}

/** 業務と枠: what is done, how much of it is included, and what is only measured. */
export function WorksStep() {
  const t = useT();
  const targets = `${annex}.responseTargets`;
  return (
    <>
      <Section title={t('wizard.works.title')} lead={t('wizard.works.lead')}><Works /></Section>
      <Section title={t('wizard.minor.title')} lead={t('wizard.minor.lead')}>
        <div className="h-field-row">
          <NumberField name={`${annex}.minorWork.perMonth`} label={t('wizard.minor.perMonth')} unit={t('wizard.unit.times')} />
          <NumberField name={`${annex}.minorWork.minutesEach`} label={t('wizard.minor.minutes')} unit={t('wizard.unit.minutes')} />
        </div>
      </Section>
      <Section title={t('wizard.backup.title')} lead={t('wizard.backup.lead')}><BackupFields /></Section>
      <Section title={t('wizard.targets.title')} lead={t('wizard.targets.lead')}>
        <Offer name={targets} label={t('wizard.targets.offer')} text={t('wizard.targets.offerText')} chosen={{ reportWithinMinutes: null, startWithinMinutes: null, restoreWithinMinutes: null, serviceHours: '' }}>
          <TextField name={`${targets}.serviceHours`} label={t('wizard.targets.hours')} hint={t('wizard.targets.hoursHint')} maxWidth={320} />
          <NumberField optional name={`${targets}.reportWithinMinutes`} label={t('wizard.targets.report')} unit={t('wizard.unit.minutes')} />
          <NumberField optional name={`${targets}.startWithinMinutes`} label={t('wizard.targets.start')} unit={t('wizard.unit.minutes')} />
          <NumberField optional name={`${targets}.restoreWithinMinutes`} label={t('wizard.targets.restore')} unit={t('wizard.unit.minutes')} />
        </Offer>
      </Section>
    </>
  );
}
