import { agreementRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../api.js';
import { addressOf } from '../api/call.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { Button } from '../parts/Button.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { Facts } from '../parts/Facts.js';
import { notify } from '../parts/notify.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { Timeline, type TimelineEntry } from '../parts/Timeline.js';
import { useCan } from '../session/session.js';
import { entryTones, termFacts, type Agreement, type AgreementEntry } from './agreement-words.js';

/** Reports a follow-up as done. */
function DoneDialog({ agreement, entry, onClose }: { readonly agreement: Agreement; readonly entry: AgreementEntry; readonly onClose: () => void }) {
  const t = useT();
  const { act } = useAct(agreementRoutes.finishFollowUp, { refreshes: [agreementRoutes.get, agreementRoutes.list], onDone: () => notify({ tone: 'good', text: t('agreements.recorded') }) });
  return (
    <ConfirmDialog opened onClose={onClose} title={t('agreements.done')} confirmLabel={t('agreements.done')} onConfirm={() => act({ params: { agreementId: agreement.id, followUpId: entry.id }, body: { text: '', personName: '' } })}>
      <p className="h-pre">{entry.text}</p>
    </ConfirmDialog>
  );
}

/** What the day of an entry is. */
const dayTexts: Partial<Record<AgreementEntry['kind'], 'agreements.heldOnText' | 'agreements.work.dayText' | 'agreements.agreedOnText'>> = { meeting: 'agreements.heldOnText', delivery: 'agreements.work.dayText', acceptance: 'agreements.agreedOnText' };

/** Everything that was said and done, oldest first. */
export function AgreementTimeline({ agreement }: { readonly agreement: Agreement }) {
  const t = useT();
  const can = useCan();
  const [done, setDone] = useState<AgreementEntry | null>(null);
  const body = (entry: AgreementEntry) => {
    const facts = termFacts(entry.terms, t);
    // A delivery that was answered or taken back waits for nobody.
    const isOver = entry.kind === 'delivery' && agreement.entries.some(({ refersToId }) => refersToId === entry.id);
    const task = entry.taskSide && entry.dueOn && !isOver ? t(entry.kind === 'delivery' ? 'agreements.work.task' : 'agreements.task', { side: t(`agreements.side.${entry.taskSide}`), date: longDate(entry.dueOn) }) : null;
    return (
      <>
        {entry.heldOn && dayTexts[entry.kind] && <p className="h-note-small">{t(dayTexts[entry.kind] ?? 'agreements.heldOnText', { date: longDate(entry.heldOn) })}</p>}
        {entry.proxy && <p className="h-note-small"><Status tone="info" label={t('agreements.proxy')} />　{t('agreements.proxyBy', { side: t(`agreements.side.${entry.proxy.side}`), name: entry.proxy.enteredBy })}　<a href={addressOf(agreementRoutes.source, { params: { agreementId: agreement.id, entryId: entry.id } })} download>{t('agreements.proxySource')}</a></p>}
        {entry.kind === 'acceptance' && entry.ip && <p className="h-note-small">{t('agreements.from', { ip: entry.ip })}</p>}
        {entry.text && <p className="h-pre">{entry.text}</p>}
        {facts.length > 0 && <Facts items={facts} />}
        {task && <p className="h-note-small">{task}</p>}
        {agreement.openFollowUpIds.includes(entry.id) && can('agreement.write') && <Button variant="default" size="sm" onClick={() => setDone(entry)}>{t('agreements.done')}</Button>}
      </>
    );
  };
  const entries = agreement.entries.map((entry): TimelineEntry => ({
    id: entry.id, title: t(`agreements.entry.${entry.kind}`), at: entry.at, tone: entryTones[entry.kind], body: body(entry),
    by: `${t(`agreements.side.${entry.side}`)}　${entry.personName}（${entry.role[textLanguage()]}）`,
  }));
  return (
    <Section title={t('agreements.course')} lead={t('agreements.courseLead')}>
      <Timeline entries={entries} label={t('agreements.course')} />
      {done && <DoneDialog agreement={agreement} entry={done} onClose={() => setDone(null)} />}
    </Section>
  );
}
