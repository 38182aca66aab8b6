import { Checkbox } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { BackupFields, TargetFields } from '../../../shared/contracts/AnnexFields.js';
import { NumberField, TextField } from '../../../shared/form.js';
import { fieldId } from '../../../shared/form/id-scope.js';
import { useT, type MessageId } from '../../../shared/i18n/translate.js';
import { Section } from '../../../shared/parts/Section.js';
import type { WizardValues } from './values.js';

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

/** 業務と枠: what is done, how much of it is included, and what is only measured. */
export function WorksStep() {
  const t = useT();
  return (
    <>
      <Section title={t('wizard.works.title')} lead={t('wizard.works.lead')}><Works /></Section>
      <Section title={t('wizard.minor.title')} lead={t('wizard.minor.lead')}>
        <div className="h-field-row">
          <NumberField name={`${annex}.minorWork.perMonth`} label={t('wizard.minor.perMonth')} unit={t('wizard.unit.times')} />
          <NumberField name={`${annex}.minorWork.minutesEach`} label={t('wizard.minor.minutes')} unit={t('wizard.unit.minutes')} />
        </div>
      </Section>
      <Section title={t('annex.backup.title')} lead={t('annex.backup.lead')}><BackupFields at={`${annex}.backup`} /></Section>
      <Section title={t('annex.targets.title')} lead={t('annex.targets.lead')}><TargetFields at={`${annex}.responseTargets`} /></Section>
    </>
  );
}
