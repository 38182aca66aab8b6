import { claimRoutes } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { longDate } from '../../shared/jp/dates.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';

/** F105: what the product recorded around the day; what it has no record of is shown as missing. */
export function EvidenceSection({ claimId }: { readonly claimId: string }) {
  const t = useT();
  const query = useRoute(claimRoutes.evidence, { params: { claimId } });
  return (
    <Section title={t('claims.evidence')} lead={t('claims.evidenceLead')}>
      <QueryView query={query} what={t('claims.evidence')}>
        {({ fromOn, toOn, entries }) => (
          <>
            <p className="h-note-small">{t('claims.evidenceSpan', { from: longDate(fromOn), to: longDate(toOn) })}</p>
            <ul className="h-settlements">
              {entries.map((entry) => (
                <li key={entry.kind} className="h-settlement">
                  <p><strong>{t(`claims.record.${entry.kind}`)}</strong> {entry.found ? <Status tone="good" label={t('claims.recordCount', { count: entry.count })} /> : <Status tone="warn" label={t('claims.recordMissing')} />}</p>
                  {entry.lines.length > 0 && <ul>{entry.lines.map((line) => <li key={line.ja}>{line[textLanguage()]}</li>)}</ul>}
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
    </Section>
  );
}
