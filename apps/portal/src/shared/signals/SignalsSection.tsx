import { signalRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { withSearch } from '../../paths.js';
import { useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { ButtonLink } from '../parts/Button.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { useCan } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import { NoteDialog, type SignalView } from './NoteDialog.js';
import { AsideList, SignalTable } from './SignalTable.js';

interface SectionProps { readonly contractId: string; readonly clientId: string; readonly side: Side; readonly isOpen: boolean }

/** From a signal to a demand or to a declaration that has it as evidence. */
function Steps({ signal, side, contractId }: { readonly signal: SignalView; readonly side: Side; readonly contractId: string }) {
  const t = useT();
  const { declare } = contractPaths(side, contractId);
  const name = `${signal.title[textLanguage()]} ${signal.source[textLanguage()]}`;
  return (
    <>
      {signal.kind === 'unpaid' && <ButtonLink size="sm" variant="default" to={withSearch(declare, { kind: 'demand' })} aria-label={`${t('ending.signals.demand')}：${name}`}>{t('ending.signals.demand')}</ButtonLink>}
      {signal.event && <ButtonLink size="sm" variant="default" to={withSearch(declare, { kind: 'rescission', event: signal.event, signal: signal.key })} aria-label={`${t('ending.signals.rescind')}：${name}`}>{t('ending.signals.rescind')}</ButtonLink>}
    </>
  );
}

/** 第19条2号・3号: hints about the other party of one contract, with the way to note, put aside, or act on one. */
export function SignalsSection({ contractId, clientId, side, isOpen }: SectionProps) {
  const t = useT();
  const can = useCan();
  const who = useWhoCan(side, 'rescission.declare');
  const [noting, setNoting] = useState(false);
  const query = useRoute(signalRoutes.list, { query: { contractId } }, { enabled: can('rescission.read') });
  if (!can('rescission.read')) return null;
  return (
    <QueryView query={query} what={t('ending.signals.title')}>
      {({ open, aside }) => (
        <Section title={t('ending.signals.title')} lead={t(`ending.signals.sectionLead.${side}`)}>
          <SignalTable label={t('ending.signals.title')} rows={open} side={side} stepsOf={(signal) => isOpen && can('rescission.declare') && <Steps signal={signal} side={side} contractId={contractId} />} />
          <AsideList rows={aside} />
          <div className="h-page-actions"><GatedButton permission="rescission.declare" whoCan={who} obtainable variant="default" onClick={() => setNoting(true)}>{t('ending.signals.note')}</GatedButton></div>
          {noting && <NoteDialog clientId={clientId} onClose={() => setNoting(false)} />}
        </Section>
      )}
    </QueryView>
  );
}
