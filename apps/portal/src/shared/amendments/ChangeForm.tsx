import { amendmentRoutes, type BodyInputOf, type ResponseOf } from '@hoshu/api-schema';
import { BackupFields, SpecialTermFields, TargetFields } from '../contracts/AnnexFields.js';
import { OwnTermFields } from '../contracts/OwnTermFields.js';
import type { Side } from '../contracts/side.js';
import { CheckboxField, CheckboxGroup, DateField, Form, NumberField, RadioField, TextField, useFormAct, useRouteForm, YenField } from '../form.js';
import { useT } from '../i18n/translate.js';
import { Button } from '../parts/Button.js';
import { Section } from '../parts/Section.js';
import { useSession } from '../session/session.js';
import './amendments.css';

export type ChangeTerms = ResponseOf<typeof amendmentRoutes.terms>;
export type Change = BodyInputOf<typeof amendmentRoutes.preview>;
/** A change as it was entered, and its comparison as the other side will read it. */
export interface Draft { readonly change: Change; readonly seen: ResponseOf<typeof amendmentRoutes.preview> }
const methods = ['electronic', 'paper', 'external'] as const;

function Works() {
  const t = useT();
  return (
    <div className="h-works-form">
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index}>
          <CheckboxField name={`changes.works.${index}.applies`} label={t('amendments.work', { number: index + 1 })} text={`${t('amendments.work', { number: index + 1 })}　${t(`amendments.work.${index + 1}` as 'amendments.work.1')}`} />
          <TextField name={`changes.works.${index}.frequency`} label={t('amendments.frequency', { number: index + 1 })} optional />
        </div>
      ))}
    </div>
  );
}

/** What of an agreement may be changed, filled with what holds now, or with what the other side proposed. */
function TermFields({ now }: { readonly now: ChangeTerms }) {
  const t = useT();
  return (
    <>
      <Section title={t('amendments.money')}>
        <YenField name="changes.feeYen" label={t('amendments.fee')} />
        <NumberField name="changes.dueDay" label={t('amendments.dueDay')} hint={t('amendments.dueDayHint')} unit={t('amendments.dayUnit')} />
      </Section>
      <Section title={t('amendments.scope')}>
        <CheckboxGroup name="changes.siteIds" label={t('amendments.sites')} options={now.sites.map(({ id, siteName, url }) => ({ value: id, label: `${siteName}　${url}` }))} />
        <Works />
        <NumberField name="changes.minorWork.perMonth" label={t('amendments.minorPerMonth')} unit={t('amendments.times')} optional />
        <NumberField name="changes.minorWork.minutesEach" label={t('amendments.minorMinutes')} unit={t('amendments.minutes')} optional />
      </Section>
      <Section title={t('annex.backup.title')} lead={t('annex.backup.lead')}><BackupFields at="changes.backup" /></Section>
      <Section title={t('annex.targets.title')} lead={t('annex.targets.lead')}><TargetFields at="changes.responseTargets" absent={null} /></Section>
      <Section title={t('amendments.other')}>
        <NumberField name="changes.renewalMonths" label={t('amendments.renewalMonths')} hint={t('amendments.renewalHint')} unit={t('amendments.months')} />
        <NumberField name="changes.noticeDays17" label={t('amendments.noticeDays17')} unit={t('amendments.days')} />
        <NumberField name="changes.noticeDays18" label={t('amendments.noticeDays18')} unit={t('amendments.days')} />
        <NumberField name="changes.capWindowMonths" label={t('amendments.capWindow')} unit={t('amendments.months')} />
        <NumberField name="changes.survivalYears" label={t('amendments.survival')} unit={t('amendments.years')} />
        <RadioField name="changes.court.kind" label={t('amendments.court')} options={(['client', 'vendor', ...(now.terms.court.kind === 'named' ? ['named' as const] : [])] as const).map((value) => ({ value, label: t(`amendments.court.${value}`) }))} />
      </Section>
      <Section title={t('annex.special.title')} lead={t('annex.special.change')}><SpecialTermFields at="changes.specialTerms" /></Section>
      <Section title={t('amendments.ownTerms')} lead={t('amendments.ownTermsLead')}><OwnTermFields list="changes.ownTerms" /></Section>
    </>
  );
}

/** The change of one side: from when, how both sign (乙 may choose paper), and what; what is left alone stays. */
export function ChangeForm({ contractId, side, now, answers, before, onSeen }: { readonly contractId: string; readonly side: Side; readonly now: ChangeTerms; /** It answers a proposal, so it is signed on the screen. */ readonly answers: boolean; readonly before: Draft | null; readonly onSeen: (draft: Draft) => void }) {
  const t = useT();
  const { today } = useSession();
  const { terms, siteIds } = now;
  const form = useRouteForm(amendmentRoutes.preview, before?.change ?? {
    effectiveOn: answers ? now.on : '', method: 'electronic', changes: {
      feeYen: terms.feeYen ?? undefined, dueDay: terms.dueDay ?? undefined, noticeDays17: terms.noticeDays17, noticeDays18: terms.noticeDays18, capWindowMonths: terms.capWindowMonths, survivalYears: terms.survivalYears, court: terms.court,
      renewalMonths: terms.term.renewalMonths ?? terms.term.months, works: terms.annex.works, minorWork: terms.annex.minorWork, backup: terms.annex.backup, responseTargets: terms.annex.responseTargets ?? null, specialTerms: terms.annex.specialTerms, siteIds, ownTerms: terms.annex.ownTerms ?? [],
    },
  });
  const { onSubmit, isPending } = useFormAct(form, amendmentRoutes.preview, { input: (body) => ({ params: { contractId }, body }), onDone: (seen) => onSeen({ change: form.getValues(), seen }) });
  const onScreen = form.watch('method') === 'electronic';
  return (
    <Form form={form} onSubmit={onSubmit}>
      <Section title={t('amendments.when')}>
        {side === 'vendor' && !answers && <RadioField name="method" label={t('amendments.method')} options={methods.map((value) => ({ value, label: t(`amendments.method.${value}`), hint: t(`amendments.methodHint.${value}`) }))} />}
        <DateField name="effectiveOn" label={t('amendments.effectiveOn')} hint={t(onScreen ? 'amendments.effectiveHint' : 'amendments.effectivePaperHint')} today={today} {...(onScreen ? { minOn: today } : {})} />
      </Section>
      <TermFields now={now} />
      <Button type="submit" size="lg" loading={isPending}>{t('amendments.compare')}</Button>
    </Form>
  );
}
