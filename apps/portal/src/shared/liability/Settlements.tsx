import { claimRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { useAct } from '../api.js';
import { useT } from '../i18n/translate.js';
import { longDate } from '../jp/dates.js';
import { yenText } from '../jp/money.js';
import { ConfirmDialog } from '../parts/ConfirmDialog.js';
import { notify } from '../parts/notify.js';
import { GatedButton } from '../parts/PermissionGate.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { Money } from '../parts/values.js';
import { useSession } from '../session/session.js';
import { useWhoCan } from '../session/who-can.js';
import type { Claim } from './claim-words.js';

type Settlement = Claim['settlements'][number];

/** One proposal; the newest can be confirmed by the side that did not make it. */
function Proposal({ claim, settlement, isNewest }: { readonly claim: Claim; readonly settlement: Settlement; readonly isNewest: boolean }) {
  const t = useT();
  const { membership } = useSession();
  const whoCan = useWhoCan(membership?.kind === 'client' ? 'client' : 'vendor', 'claim.settle');
  const [open, setOpen] = useState(false);
  const { act } = useAct(claimRoutes.confirm, { refreshes: [claimRoutes.get, claimRoutes.list], onDone: () => notify({ tone: 'good', text: t('claims.settled') }) });
  const state = settlement.final ? <Status tone="good" label={t('claims.final')} /> : isNewest ? <Status tone="warn" label={t('claims.awaiting')} /> : <Status tone="muted" label={t('claims.replaced')} />;
  return (
    <li className="h-settlement">
      <p><strong>{t('claims.revision', { number: settlement.revision })}</strong> <Money yen={settlement.amountYen} strong /> {state}</p>
      <p className="h-pre">{settlement.text}</p>
      <p className="h-note-small">{settlement.confirmations.map((one) => t('claims.confirmedBy', { side: t(`claims.side.${one.side}`), person: one.personName, date: longDate(one.confirmedOn) })).join(' ')}</p>
      <p className="h-note-small">SHA-256：<code className="h-hash">{settlement.sha256}</code></p>
      {isNewest && claim.mayDo.includes('confirm') && <GatedButton permission="claim.settle" whoCan={whoCan} obtainable onClick={() => setOpen(true)}>{t('claims.confirm')}</GatedButton>}
      <ConfirmDialog opened={open} onClose={() => setOpen(false)} title={t('claims.confirm')} confirmLabel={t('claims.confirmSend')} onConfirm={() => act({ params: { claimId: claim.id, claimSettlementId: settlement.id }, body: {} })}>
        <p>{t('claims.confirmText', { amount: yenText(settlement.amountYen) })}</p>
      </ConfirmDialog>
    </li>
  );
}

/** The proposals, newest first; one that both confirmed is final. */
export function Settlements({ claim }: { readonly claim: Claim }) {
  const t = useT();
  if (claim.settlements.length === 0) return null;
  return (
    <Section title={t('claims.settlements')} lead={t('claims.settlementsLead')}>
      <ul className="h-settlements">{claim.settlements.map((settlement, index) => <Proposal key={settlement.id} claim={claim} settlement={settlement} isNewest={index === 0} />)}</ul>
    </Section>
  );
}
