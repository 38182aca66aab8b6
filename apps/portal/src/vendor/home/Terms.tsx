import { TermGantt, type TermRow } from '../../shared/charts/TermGantt.js';
import { contractTones } from '../../shared/contracts/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { useSession } from '../../shared/session/session.js';
import { shift, useContracts } from './reads.js';

/** Every concluded contract on one time line, with the window in which a notice is too late (第17条2項). */
export function Terms() {
  const t = useT();
  const { today } = useSession();
  const query = useContracts();
  const rows: TermRow[] = (query.data?.items ?? []).filter((contract) => contract.startsOn && contract.lastOn).map((contract) => ({
    id: contract.id, label: contract.clientName, startsOn: contract.startsOn ?? today, endsOn: contract.endsOn ?? contract.lastOn ?? today,
    ...(contract.noticeDeadlineOn ? { lateFromOn: shift(contract.noticeDeadlineOn, 1) } : {}), tone: contractTones[contract.status], statusLabel: t(`home.status.${contract.status}`),
  }));
  if (query.data && rows.length === 0) return null;
  return (
    <Section title={t('home.terms')} lead={t('home.termsLead')}>
      <QueryView query={query} what={t('home.terms')}>{() => <TermGantt rows={rows} fromOn={shift(today, -365)} toOn={shift(today, 400)} today={today} label={t('home.terms')} />}</QueryView>
    </Section>
  );
}
