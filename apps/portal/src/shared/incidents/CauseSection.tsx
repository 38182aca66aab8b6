import type { ReactNode } from 'react';
import { textLanguage, useT } from '../i18n/translate.js';
import { instantText } from '../jp/dates.js';
import { Facts } from '../parts/Facts.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { clauseText, type Incident } from './incident-words.js';

const tones = { exempt: 'info', liable: 'warn', review: 'warn' } as const;

function Liability({ cause }: { readonly cause: NonNullable<Incident['cause']> }) {
  const t = useT();
  const { liability } = cause;
  if (!liability) return <Status tone="warn" label={t('incidents.liability.unknown')} />;
  return (
    <>
      <Status tone={tones[liability.result]} label={t(`incidents.liability.${liability.result}`, { clause: clauseText(liability.clause, textLanguage()) })} />
      {cause.needsReview && <> <Status tone="warn" label={t('shell.why.review')} /></>}
      {cause.explanation && <> <WhyPopover explanation={cause.explanation} subject={t('incidents.liability')} /></>}
      {liability.capApplies !== null && <><br /><span className="h-note-small">{t(liability.capApplies ? 'incidents.capApplies' : 'incidents.capLifted')}</span></>}
    </>
  );
}

/** The class of the cause, its evidence and what follows for liability (R28); `aside` is what the reader may do. */
export function CauseSection({ incident, aside }: { readonly incident: Incident; readonly aside?: ReactNode }) {
  const t = useT();
  const { cause } = incident;
  return (
    <Section title={t('incidents.cause')} aside={aside}>
      {incident.disputed && <p><Status tone="warn" label={t('incidents.disputed')} /></p>}
      {!cause ? <p>{t('incidents.causeNone')}</p> : (
        <Facts items={[
          { label: t('incidents.causeClass'), value: t(`incidents.causeClass.${cause.causeClass}`) },
          { label: t('incidents.liability'), value: <Liability cause={cause} /> },
          { label: t('incidents.evidence'), value: <span className="h-pre">{cause.evidence}</span> },
          { label: t('incidents.decidedBy'), value: `${cause.decidedBy}（${instantText(cause.decidedAt)}）` },
        ]} />
      )}
    </Section>
  );
}
