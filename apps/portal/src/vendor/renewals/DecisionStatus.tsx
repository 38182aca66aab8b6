import { useT } from '../../shared/i18n/translate.js';
import { slashDate } from '../../shared/jp/dates.js';
import { Status } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { decisionTones, type DecisionRow } from './decision.js';
import './renewals.css';

type Decided = Pick<DecisionRow, 'state' | 'snoozedUntil' | 'ownerName' | 'note' | 'decidedBy' | 'decidedAt'>;

/** What was decided, by whom and when, who looks after it, and the note. */
export function DecisionStatus({ decision }: { readonly decision: Decided }) {
  const t = useT();
  const { state, snoozedUntil, ownerName, note, decidedBy, decidedAt } = decision;
  return (
    <div className="h-decision">
      <Status tone={decisionTones[state]} label={snoozedUntil ? t('notices.decision.snoozedTo', { date: slashDate(snoozedUntil) }) : t(`notices.decision.${state}`)} />
      {ownerName && <small>{t('notices.decision.ownerOf', { name: ownerName })}</small>}
      {note && <small className="h-pre">{note}</small>}
      {decidedAt && <small>{t('notices.decision.by', { name: decidedBy })} <InstantText at={decidedAt} /></small>}
    </div>
  );
}
