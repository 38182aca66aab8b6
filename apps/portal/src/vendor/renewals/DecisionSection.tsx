import { renewalRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { ButtonLink } from '../../shared/parts/Button.js';
import { GatedButton } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { useCan } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import type { DecisionRow } from './decision.js';
import { DecisionDialog } from './DecisionDialog.js';
import { DecisionStatus } from './DecisionStatus.js';

function Current({ row }: { readonly row: DecisionRow }) {
  const t = useT();
  const can = useCan();
  const whoCan = useWhoCan('vendor', 'renewal.decide');
  const [open, setOpen] = useState(false);
  return (
    <>
      <p>{t('notices.decision.about', { client: row.clientName, last: longDate(row.termLastOn), deadline: longDate(row.lastValidOn) })}</p>
      <DecisionStatus decision={row} />
      <div className="h-page-actions">
        {row.isOpen ? <GatedButton permission="renewal.decide" whoCan={whoCan} obtainable={false} variant="default" onClick={() => setOpen(true)}>{t('notices.decision.open')}</GatedButton> : <p className="h-note-small">{t('notices.decision.closed')}</p>}
        {row.isOpen && row.state === 'end' && can('notice.give') && <ButtonLink variant="default" to={pathTo('vendor.notice', { contractId: row.contractId })}>{t('notices.decision.toNotice')}</ButtonLink>}
      </div>
      {open && <DecisionDialog row={row} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What 乙 decides about the running term, and how the terms before came to be renewed or to end (第17条2項). */
export function DecisionSection({ contractId }: { readonly contractId: string }) {
  const t = useT();
  const query = useRoute(renewalRoutes.get, { params: { contractId } });
  if (query.data?.current === null && query.data.past.length === 0) return null;
  return (
    <Section title={t('notices.decision.queue')} lead={t('notices.decision.sectionLead')}>
      <QueryView query={query} what={t('notices.decision.queue')}>
        {({ current, past }) => (
          <>
            {current ? <Current key={current.version} row={current} /> : <p className="h-note-small">{t('notices.decision.nothing')}</p>}
            {past.length > 0 && (
              <ul className="h-past-decisions">
                {past.map((entry) => <li key={entry.termNumber}><strong>{t(`notices.decision.past.${entry.outcome}`, { number: entry.termNumber, date: longDate(entry.closedOn) })}</strong><DecisionStatus decision={entry} /></li>)}
              </ul>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}
