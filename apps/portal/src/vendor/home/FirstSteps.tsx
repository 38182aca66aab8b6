import { companyRoutes, sampleRoutes, type ResponseOf } from '@hoshu/api-schema';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { pathTo } from '../../paths.js';
import { useAct, useRoute } from '../../shared/api/hooks.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { notify } from '../../shared/parts/notify.js';
import { Section } from '../../shared/parts/Section.js';
import { AppLink } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';

type Steps = ResponseOf<typeof companyRoutes.onboarding>;

const steps: readonly { readonly key: keyof Steps; readonly to: string }[] = [
  { key: 'company', to: pathTo('vendor.company') }, { key: 'bank', to: pathTo('vendor.bank') }, { key: 'client', to: pathTo('vendor.clients') }, { key: 'site', to: pathTo('vendor.sites') },
  { key: 'draft', to: pathTo('vendor.contractNew') }, { key: 'sent', to: pathTo('vendor.contracts') }, { key: 'team', to: pathTo('vendor.members') },
];

function SampleOffer() {
  const t = useT();
  const client = useQueryClient();
  const samples = useRoute(sampleRoutes.state, {});
  const adding = useAct(sampleRoutes.add, {
    onDone: async () => {
      await client.invalidateQueries();
      notify({ tone: 'good', text: t('home.samplesAdded') });
    },
  });
  if (samples.data?.present !== false) return null;
  return (
    <div className="h-sample-offer">
      <p>{t('home.samplesText')}</p>
      <Button variant="default" loading={adding.isPending} onClick={() => void adding.act({ body: {} }).catch(() => undefined)}>{t('home.samplesAdd')}</Button>
      {adding.problem && <ProblemNote problem={adding.problem} />}
    </div>
  );
}

/** What a new vendor does first (F163). Read from the data; gone when all of it stands. Nothing is shown while it is unknown. */
export function FirstSteps() {
  const t = useT();
  const can = useCan();
  const { data } = useRoute(companyRoutes.onboarding, {});
  if (!data || !can('company.write')) return null;
  const done = steps.filter(({ key }) => data[key]).length;
  if (done === steps.length) return null;
  return (
    <Section title={t('home.steps')} lead={t('home.stepsLead', { done, total: steps.length })}>
      <ol className="h-first-steps">
        {steps.map(({ key, to }) => (
          <li key={key} data-done={data[key] || undefined}>
            {data[key] ? <IconCircleCheckFilled size={22} aria-hidden /> : <IconCircleDashed size={22} aria-hidden />}
            <span>{data[key] ? t(`home.step.${key}`) : <AppLink to={to}>{t(`home.step.${key}`)}</AppLink>}<span className="h-visually-hidden">{t(data[key] ? 'home.step.done' : 'home.step.open')}</span></span>
          </li>
        ))}
      </ol>
      {can('sample.write') && <SampleOffer />}
    </Section>
  );
}
