import '../../shared/billing/billing.css';
import { billingRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useEffect } from 'react';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api/hooks.js';
import { useT, type MessageId } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { Facts } from '../../shared/parts/Facts.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status, type Tone } from '../../shared/parts/Status.js';
import { InstantText } from '../../shared/parts/values.js';
import { useAddressQuery } from '../../shared/router/links.js';

type View = ResponseOf<typeof billingRoutes.stripe>;
type State = 'off' | 'none' | 'left' | 'open' | 'ready';

const stateOf = (view: View): State => {
  if (!view.available) return 'off';
  if (!view.connected) return 'none';
  if (view.disconnected) return 'left';
  return view.canBill ? 'ready' : 'open';
};
const tones: Record<State, Tone> = { off: 'muted', none: 'info', left: 'bad', open: 'warn', ready: 'good' };
const labelOf = (state: State): MessageId => `billing.stripe.state.${state}`;
const textOf = (state: State): MessageId => `billing.stripe.text.${state}`;

function Acts({ state, isBack }: { readonly state: State; readonly isBack: boolean }) {
  const t = useT();
  const connect = useAct(billingRoutes.connectStripe, { onDone: ({ url }) => window.location.assign(url) });
  const refresh = useAct(billingRoutes.refreshStripe, { refreshes: [billingRoutes.stripe], onDone: (view) => notify({ tone: view.canBill ? 'good' : 'info', text: t(labelOf(stateOf(view))) }) });
  const { act } = refresh;
  // Coming back proves nothing: Stripe is asked once, by itself.
  useEffect(() => { if (isBack) void act({ body: {} }).catch(() => undefined); }, [isBack, act]);
  if (state === 'off') return null;
  const problem = connect.problem ?? refresh.problem;
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <div className="h-page-actions">
        {state !== 'ready' && <Button loading={connect.isPending} onClick={() => void connect.act({ body: {} }).catch(() => undefined)}>{t(state === 'open' ? 'billing.stripe.continue' : 'billing.stripe.connect')}</Button>}
        {(state === 'open' || state === 'ready') && <Button variant="default" loading={refresh.isPending} onClick={() => void refresh.act({ body: {} }).catch(() => undefined)}>{t('billing.stripe.refresh')}</Button>}
      </div>
    </>
  );
}

function Content({ view }: { readonly view: View }) {
  const t = useT();
  const [address] = useAddressQuery();
  const state = stateOf(view);
  return (
    <>
      {address['stripe'] === 'back' && state === 'open' && <div className="h-notice-box" role="status"><p>{t('billing.stripe.back')}</p></div>}
      {address['stripe'] === 'again' && state !== 'ready' && <div className="h-notice-box" role="status"><p>{t('billing.stripe.again')}</p></div>}
      <Section title={t('billing.stripe.now')} aside={<Status tone={tones[state]} label={t(labelOf(state))} />}>
        <p>{t(textOf(state))}</p>
        {view.connected && <Facts items={[{ label: t('billing.stripe.requirements'), value: t('billing.stripe.requirementsOf', { count: view.openRequirements }) }, { label: t('billing.stripe.checkedAt'), value: <InstantText at={view.checkedAt} /> }]} />}
        <PermissionGate permission="stripe.connect" whoCan={t('billing.stripe.who')}><Acts state={state} isBack={address['stripe'] === 'back'} /></PermissionGate>
      </Section>
      <Section title={t('billing.stripe.changes')}>
        <ul className="h-plain-list">
          <li>{t('billing.stripe.change.account')}</li>
          <li>{t('billing.stripe.change.match')}</li>
          <li>{t('billing.stripe.change.short')}</li>
          <li>{t('billing.stripe.change.own')}</li>
          <li>{t('billing.stripe.change.issued')}</li>
        </ul>
      </Section>
    </>
  );
}

/** The online rail: its state, how to switch it on, and what it changes (F073). */
export function Page() {
  const t = useT();
  const query = useRoute(billingRoutes.stripe, {});
  return (
    <Frame title={t('billing.stripe.title')} lead={t('billing.stripe.lead')} crumbs={[{ label: t('billing.title'), to: pathTo('vendor.invoices') }]}>
      <QueryView query={query} what={t('billing.stripe.title')}>{(view) => <Content view={view} />}</QueryView>
    </Frame>
  );
}
