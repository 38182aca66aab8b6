import { signalRoutes, type ResponseOf } from '@hoshu/api-schema';
import { pathTo } from '../../paths.js';
import { useRoute } from '../../shared/api.js';
import { Form, NumberField, useFormAct, useRouteForm } from '../../shared/form.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button, ButtonLink } from '../../shared/parts/Button.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { PermissionGate } from '../../shared/parts/PermissionGate.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { signalReads } from '../../shared/signals/signal-reads.js';
import { AsideList, SignalTable } from '../../shared/signals/SignalTable.js';

type Policy = NonNullable<ResponseOf<typeof signalRoutes.list>['policy']>;

/** From how many unpaid months on an invoice is a signal. */
function PolicyForm({ policy }: { readonly policy: Policy }) {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'settings.write');
  const form = useRouteForm(signalRoutes.savePolicy, { unpaidMonths: policy.unpaidMonths });
  const { onSubmit, isPending } = useFormAct(form, signalRoutes.savePolicy, { input: (body) => ({ ifMatch: policy.version, body }), refreshes: signalReads, onDone: () => notify({ tone: 'good', text: t('ending.signals.policySaved') }) });
  return (
    <Section title={t('ending.signals.policy')} lead={t('ending.signals.policyLead')}>
      <PermissionGate permission="settings.write" whoCan={whoCan}>
        <Form form={form} onSubmit={onSubmit}>
          <NumberField name="unpaidMonths" label={t('ending.signals.months')} unit={t('ending.signals.monthsUnit')} />
          <div className="h-page-actions"><Button type="submit" loading={isPending}>{t('ending.signals.policySave')}</Button></div>
        </Form>
      </PermissionGate>
    </Section>
  );
}

/** Signals of every client at once (第19条2号・3号); a contract's own page has the steps. */
export function Page() {
  const t = useT();
  const query = useRoute(signalRoutes.list, {});
  return (
    <Frame title={t('ending.signals.title')} lead={t('ending.signals.lead')} crumbs={[{ label: t('nav.settings'), to: pathTo('vendor.settings') }]}>
      <QueryView query={query} what={t('ending.signals.title')}>
        {({ open, aside, policy }) => (
          <>
            <Section title={t('ending.signals.all')}>
              <SignalTable withClient label={t('ending.signals.all')} rows={open} side="vendor" stepsOf={(signal) => signal.contracts.map(({ id, number }) => <ButtonLink key={id} size="sm" variant="default" to={pathTo('vendor.ending', { contractId: id })}>{t('ending.signals.endingOf', { number })}</ButtonLink>)} />
              <AsideList withClient rows={aside} />
            </Section>
            {policy && <PolicyForm key={policy.version} policy={policy} />}
          </>
        )}
      </QueryView>
    </Frame>
  );
}
