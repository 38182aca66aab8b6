import { NumberField } from '../../../shared/form.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Section } from '../../../shared/parts/Section.js';
import { Offer } from './fields.js';
import { OwnTerms } from './OwnTerms.js';

const special = 'terms.annex.specialTerms';
const plainOffers = ['electronicNotice', 'deemedArrival', 'emergencyAccess', 'confidentialityExceptions'] as const;
const usualInterestPercent = 14.6;
const usualFloorMonths = 6;

/** 別紙1 の特約: offered, none ticked beforehand, each with what it changes (D2). */
export function SpecialStep({ isTemplate = false }: { readonly isTemplate?: boolean }) {
  const t = useT();
  return (
    <>
      <Section title={t('wizard.special.title')} lead={t('wizard.special.lead')}>
        {plainOffers.map((name) => <Offer key={name} name={`${special}.${name}`} label={t(`wizard.special.${name}`)} text={t(`wizard.special.${name}Text`)} chosen />)}
        <Offer name={`${special}.lateInterestPercent`} label={t('wizard.special.lateInterest')} text={t('wizard.special.lateInterestText')} chosen={usualInterestPercent}>
          <NumberField name={`${special}.lateInterestPercent`} label={t('wizard.special.percent')} unit={t('wizard.unit.percent')} decimals={1} />
        </Offer>
        <Offer name={`${special}.capFloorMonths`} label={t('wizard.special.capFloor')} text={t('wizard.special.capFloorText')} chosen={usualFloorMonths}>
          <NumberField name={`${special}.capFloorMonths`} label={t('wizard.special.floorMonths')} unit={t('wizard.unit.months')} />
        </Offer>
      </Section>
      <OwnTerms isTemplate={isTemplate} />
    </>
  );
}
