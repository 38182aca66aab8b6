import { settlementRoutes, type ResponseOf } from '@hoshu/api-schema';
import { useState } from 'react';
import { withSearch } from '../../paths.js';
import { useRoute } from '../api.js';
import { wholeRoute } from '../api/whole-route.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { DateField, Form, useSchemaForm } from '../form.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { monthText } from '../jp/dates.js';
import { Button } from '../parts/Button.js';
import { Facts, type Fact } from '../parts/Facts.js';
import { GatedLink } from '../parts/PermissionGate.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { DateText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import { useWhoCan } from '../session/who-can.js';
import { SheetView } from './SheetView.js';
import '../notices/notices.css';

type Options = ResponseOf<typeof settlementRoutes.options>;
type Option = Options['options'][number];
interface ChoicesProps { readonly contractId: string; readonly side: Side }

function Choice({ option, contractId, side }: ChoicesProps & { readonly option: Option }) {
  const t = useT();
  const language = textLanguage();
  const paths = contractPaths(side, contractId);
  const isRescission = option.article === 19;
  const permission = isRescission ? 'rescission.declare' : 'notice.give';
  const who = useWhoCan(side, permission);
  const rows: Fact[] = [
    { label: t('ending.choice.endOn'), value: <span className="h-explained"><strong><DateText on={option.endOn} form="deadline" /></strong>{option.explanation && <WhyPopover explanation={option.explanation} subject={t(`ending.choice.${option.article}`)} />}</span> },
    ...(option.deadlineOn ? [{ label: t('ending.choice.deadline'), value: <DateText on={option.deadlineOn} form="deadline" /> }] : []),
    ...(option.lastInvoice ? [{ label: t('ending.choice.last', { month: monthText(option.lastInvoice.serviceMonth) }), value: <span className="h-explained"><Money yen={option.lastInvoice.grossYen} tax="included" /><WhyPopover explanation={option.lastInvoice.explanation} subject={t('ending.choice.lastOf', { article: option.article })} /></span> }] : []),
    { label: t('ending.choice.settlement'), value: option.settlement.sentence[language] },
    { label: t('ending.choice.survival'), value: <DateText on={option.survivalLastOn} form="deadline" /> },
    { label: t('ending.choice.needs'), value: option.needs[language] },
  ];
  return (
    <li className="h-card h-choice-card">
      <div><h3>{t(`ending.choice.${option.article}`)}</h3><p>{option[language]}</p></div>
      <Facts items={rows} />
      {option.refusal ? <p className="h-callout" data-tone="warn">{option.refusal[language]}</p>
        : <GatedLink permission={permission} whoCan={who} to={isRescission ? withSearch(paths.declare, { kind: 'rescission' }) : paths.notice} variant="default">{t(`ending.choice.go${option.article}`)}</GatedLink>}
    </li>
  );
}

/** A day of one's own: what would be settled if the contract ended then. */
function OtherDay({ contractId, today }: { readonly contractId: string; readonly today: string }) {
  const t = useT();
  const [endOn, setEndOn] = useState<string | null>(null);
  const [schema] = useState(() => wholeRoute(settlementRoutes.get).then((whole) => whole.query));
  const form = useSchemaForm(schema, { endOn: '' });
  const query = useRoute(settlementRoutes.get, { params: { contractId }, query: endOn ? { endOn } : {} }, { enabled: endOn !== null });
  return (
    <Section title={t('ending.other')} lead={t('ending.otherLead')}>
      <Form form={form} onSubmit={form.handleSubmit((values) => setEndOn(values.endOn ?? null))}>
        <DateField name="endOn" today={today} label={t('ending.other.day')} />
        <div><Button type="submit" variant="default">{t('ending.other.go')}</Button></div>
      </Form>
      {endOn !== null && <QueryView query={query} what={t('ending.other')}>{({ estimate }) => (estimate ? <SheetView sheet={estimate} /> : null)}</QueryView>}
    </Section>
  );
}

/** 「今日通知したら？」: the three ways to end the contract side by side, and what goes on afterwards. */
export function EndChoices({ contractId, side }: ChoicesProps) {
  const t = useT();
  const language = textLanguage();
  const query = useRoute(settlementRoutes.options, { params: { contractId } });
  return (
    <QueryView query={query} what={t('ending.choices')}>
      {(seen) => (
        <>
          <Section title={t('ending.choices')} lead={t('ending.choicesLead')}>
            <p className="h-callout" data-tone="info">{seen.ifNothing[language]}</p>
            <ul className="h-choices">{seen.options.map((option) => <Choice key={option.article} option={option} contractId={contractId} side={side} />)}</ul>
          </Section>
          {!seen.end && <OtherDay contractId={contractId} today={seen.today} />}
          <Section title={t('ending.survives')} lead={t('ending.survivesLead')}>
            <ul>{seen.survivingDuties.map((duty) => <li key={duty.article}><strong>{duty.article}</strong>　{duty[language]}{duty.lastOn && <>（<DateText on={duty.lastOn} form="deadline" />）</>}</li>)}</ul>
          </Section>
        </>
      )}
    </QueryView>
  );
}
