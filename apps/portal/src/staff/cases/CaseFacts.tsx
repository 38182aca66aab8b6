import { useT } from '../../shared/i18n/translate.js';
import { Facts } from '../../shared/parts/Facts.js';
import { Section } from '../../shared/parts/Section.js';
import { DateText } from '../../shared/parts/values.js';
import type { CaseView } from './case-words.js';
import { Deadline, Handler } from './CaseTable.js';

/** The minimum that the desk knows of a notice. */
export function CaseFacts({ view }: { readonly view: CaseView }) {
  const t = useT();
  const ofDesk = view.source === 'desk';
  return (
    <Section title={t('desk.facts')}>
      <Facts items={[
        ...(view.article > 18 ? [] : [{ label: t('desk.deadlineOn'), value: <Deadline row={view} /> }]),
        { label: t('desk.arrivedOn'), value: view.arrivedOn ? <DateText on={view.arrivedOn} form="deadline" /> : t('desk.notArrived') },
        { label: t('desk.side'), value: t(`desk.side.${view.side}`) },
        { label: t('desk.channel'), value: t(`desk.channel.${view.channel}`) },
        { label: t('desk.source'), value: t(`desk.source.${view.source}`) },
        { label: t('desk.receivedOn'), value: <><DateText on={view.receivedOn} form="deadline" /><br /><small>{t('desk.receivedNote')}</small></> },
        ...(view.article === 18 ? [{ label: t('desk.requestedEndOn'), value: view.requestedEndOn ? <DateText on={view.requestedEndOn} form="deadline" /> : t('desk.notNamed') }] : []),
        ...(ofDesk ? [{ label: t('desk.sender'), value: view.senderName }, { label: t('desk.scan'), value: t(view.hasScan ? 'desk.scan.kept' : 'desk.scan.none') }] : []),
        ...(view.trackingNumber ? [{ label: t('desk.tracking'), value: view.trackingNumber }] : []),
        ...(view.note ? [{ label: t('desk.note'), value: view.note }] : []),
        { label: t('desk.handler'), value: <Handler row={view} /> },
      ]} />
    </Section>
  );
}
