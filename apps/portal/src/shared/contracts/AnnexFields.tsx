import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { DateField, NumberField, TextField } from '../form.js';
import { useT } from '../i18n/translate.js';
import { useSession } from '../session/session.js';
import { Offer } from './Offer.js';

/** `at`: where the form holds the part of 別紙1. */
interface PartProps { readonly at: string }
type Backup = { readonly frequency: string; readonly retention: string; readonly method: string } | { readonly underDiscussionUntil: string };

const plainOffers = ['electronicNotice', 'deemedArrival', 'emergencyAccess', 'confidentialityExceptions'] as const;
const usualInterestPercent = 14.6;
const usualFloorMonths = 6;
const agreedBackup: Backup = { frequency: '', retention: '', method: '' };
const noTargets = { reportWithinMinutes: null, startWithinMinutes: null, restoreWithinMinutes: null, serviceHours: '' };

/** 別紙1 の特約: offered, none ticked beforehand, each with what it changes (D2). */
export function SpecialTermFields({ at }: PartProps) {
  const t = useT();
  return (
    <>
      {plainOffers.map((name) => <Offer key={name} name={`${at}.${name}`} label={t(`annex.special.${name}`)} text={t(`annex.special.${name}Text`)} chosen />)}
      <Offer name={`${at}.lateInterestPercent`} label={t('annex.special.lateInterest')} text={t('annex.special.lateInterestText')} chosen={usualInterestPercent}>
        <NumberField name={`${at}.lateInterestPercent`} label={t('annex.special.percent')} unit={t('annex.unit.percent')} decimals={1} />
      </Offer>
      <Offer name={`${at}.capFloorMonths`} label={t('annex.special.capFloor')} text={t('annex.special.capFloorText')} chosen={usualFloorMonths}>
        <NumberField name={`${at}.capFloorMonths`} label={t('annex.special.floorMonths')} unit={t('annex.unit.months')} />
      </Offer>
    </>
  );
}

/** 第8条2項: agreed now, or to be agreed by a day. */
export function BackupFields({ at }: PartProps) {
  const t = useT();
  const { today } = useSession();
  const { setValue, getValues } = useFormContext();
  const backup = useWatch({ name: at }) as Backup;
  const [other, setOther] = useState<Backup | null>(null);
  const open = 'underDiscussionUntil' in backup;
  const choose = (next: boolean) => {
    if (next === open) return;
    const now = getValues(at) as Backup;
    setValue(at, other ?? (next ? { underDiscussionUntil: '' } : agreedBackup), { shouldDirty: true });
    setOther(now);
  };
  return (
    <>
      <fieldset className="h-choice">
        <legend>{t('annex.backup.choice')}</legend>
        <div>
          <label><input type="radio" name="backup" checked={!open} onChange={() => choose(false)} /><span>{t('annex.backup.now')}</span></label>
          <label><input type="radio" name="backup" checked={open} onChange={() => choose(true)} /><span>{t('annex.backup.later')}</span></label>
        </div>
      </fieldset>
      {open ? <DateField name={`${at}.underDiscussionUntil`} label={t('annex.backup.until')} today={today} minOn={today} /> : (
        <>
          <TextField name={`${at}.frequency`} label={t('annex.backup.frequency')} hint={t('annex.backup.frequencyHint')} maxWidth={320} />
          <TextField name={`${at}.retention`} label={t('annex.backup.retention')} hint={t('annex.backup.retentionHint')} maxWidth={320} />
          <TextField name={`${at}.method`} label={t('annex.backup.method')} hint={t('annex.backup.methodHint')} />
        </>
      )}
    </>
  );
}

/** 第5条3項・第9条: times that are promised, or none. `absent`: what the form holds while none are. */
export function TargetFields({ at, absent }: PartProps & { readonly absent?: null }) {
  const t = useT();
  return (
    <Offer name={at} label={t('annex.targets.offer')} text={t('annex.targets.offerText')} chosen={noTargets} {...(absent === null ? { absent } : {})}>
      <TextField name={`${at}.serviceHours`} label={t('annex.targets.hours')} hint={t('annex.targets.hoursHint')} maxWidth={320} />
      <NumberField optional name={`${at}.reportWithinMinutes`} label={t('annex.targets.report')} unit={t('annex.unit.minutes')} />
      <NumberField optional name={`${at}.startWithinMinutes`} label={t('annex.targets.start')} unit={t('annex.unit.minutes')} />
      <NumberField optional name={`${at}.restoreWithinMinutes`} label={t('annex.targets.restore')} unit={t('annex.unit.minutes')} />
    </Offer>
  );
}
