import { rescissionRoutes } from '@hoshu/api-schema';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addressOf, useRoute } from '../api.js';
import { contractPaths, type Side } from '../contracts/side.js';
import { TextAreaField, TextField, useFormAct, useRouteForm } from '../form.js';
import { FormDialog } from '../form/FormDialog.js';
import { textLanguage, useT } from '../i18n/translate.js';
import { Button, ButtonAnchor } from '../parts/Button.js';
import { Facts, type Fact } from '../parts/Facts.js';
import { Page as Frame } from '../parts/Page.js';
import { QueryView } from '../parts/QueryView.js';
import { Section } from '../parts/Section.js';
import { Status } from '../parts/Status.js';
import { DateText, InstantText, Money } from '../parts/values.js';
import { WhyPopover } from '../parts/WhyPopover.js';
import '../parts/parts.css';
import { Decision, declarationReads } from './Decision.js';
import { declarationTones, type Declaration } from './ending-words.js';
import { SendSection } from './SendSection.js';
import { WaySection } from './WaySection.js';
import './ending.css';
import { WhyOf } from '../parts/WhyOf.js';

interface ActProps { readonly declaration: Declaration; readonly onClose: () => void }

function WithdrawDialog({ declaration, onClose }: ActProps) {
  const t = useT();
  const form = useRouteForm(rescissionRoutes.withdraw, { reason: '' });
  const { onSubmit, isPending } = useFormAct(form, rescissionRoutes.withdraw, { input: (body) => ({ params: { declarationId: declaration.id }, body }), refreshes: declarationReads, onDone: onClose });
  return <FormDialog title={t('ending.withdraw')} confirmLabel={t('ending.withdraw')} danger form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}><TextField name="reason" label={t('ending.withdrawReason')} /></FormDialog>;
}

/** 民法541条: after the period of a demand; the warnings stand before the act. */
function RescindDialog({ declaration, side, onClose }: ActProps & { readonly side: Side }) {
  const t = useT();
  const navigate = useNavigate();
  const form = useRouteForm(rescissionRoutes.declare, { kind: 'after_demand', demandId: declaration.id, reason: '' });
  const { onSubmit, isPending } = useFormAct(form, rescissionRoutes.declare, {
    input: (body) => ({ params: { contractId: declaration.contractId }, body }), refreshes: declarationReads,
    onDone: async ({ id }) => { onClose(); await navigate({ to: contractPaths(side, declaration.contractId).declaration(id) }); },
  });
  return (
    <FormDialog title={t('ending.rescind')} confirmLabel={t('ending.begin')} form={form} onSubmit={onSubmit} isPending={isPending} onClose={onClose}>
      <p>{t('ending.rescindText')}</p>
      <TextAreaField name="reason" rows={5} label={t('ending.reason')} hint={t('ending.rescindHint')} />
    </FormDialog>
  );
}

function Demand({ declaration }: { readonly declaration: Declaration }) {
  const t = useT();
  const { demand } = declaration;
  if (!demand) return null;
  const rows: Fact[] = [{ label: t('ending.period'), value: t('ending.periodOf', { days: demand.periodDays }) }];
  if (demand.demandedYen !== null) rows.push({ label: t('ending.demanded'), value: <Money yen={demand.demandedYen} strong /> });
  if (demand.lastOn) rows.push({ label: t('ending.demandLastOn'), value: <span className="h-explained"><strong><DateText on={demand.lastOn} form="deadline" /></strong>{demand.explanation && <WhyPopover explanation={demand.explanation} subject={t('ending.demandLastOn')} />}{demand.hasLapsed && <Status tone="bad" label={t('ending.lapsed')} />}</span> });
  if (demand.holdsLimitationUntil) rows.push({ label: t('ending.limit.held'), value: <span className="h-explained"><DateText on={demand.holdsLimitationUntil} form="deadline" /><WhyOf values={declaration.explained} of="demand.holdsLimitationUntil" /></span> });
  return <Section title={t('ending.demandTitle')}><Facts items={rows} /></Section>;
}

function Effect({ declaration }: { readonly declaration: Declaration }) {
  const t = useT();
  const language = textLanguage();
  const { effect } = declaration;
  if (!effect || effect.outcome === 'demanded') return null;
  return (
    <Section title={t('ending.effect')} aside={<Status tone="warn" label={t('shell.why.review')} />}>
      <p><strong>{effect[language]}</strong></p>
      {effect.frozen.length > 0 && <><h3>{t('ending.frozen')}</h3><ul>{effect.frozen.map((one) => <li key={one.ja}>{one[language]}</li>)}</ul><h3>{t('ending.kept')}</h3><ul>{effect.kept.map((one) => <li key={one.ja}>{one[language]}</li>)}</ul></>}
    </Section>
  );
}

/** What it says and on what it rests. */
function Content({ declaration }: { readonly declaration: Declaration }) {
  const t = useT();
  return (
    <Section title={t('ending.content')}>
      <Facts items={[
        { label: t('ending.clause'), value: declaration.clause }, { label: t('ending.madeOn'), value: <><DateText on={declaration.madeOn} /> {declaration.madeBy}</> },
        { label: t(declaration.kind === 'demand' ? 'ending.demandText' : 'ending.reason'), value: <span className="h-pre">{declaration.reason}</span> },
        ...(declaration.sending ? [{ label: t('ending.sentAt'), value: <><InstantText at={declaration.sending.sentAt} /> {declaration.sending.sentBy}</> }, { label: t('notices.hash'), value: <code className="h-server-answer">{declaration.sending.contentHash}</code> }] : []),
        ...(declaration.withdrawal ? [{ label: t('ending.withdrawReason'), value: declaration.withdrawal.reason }] : []),
      ]} />
    </Section>
  );
}

function Callout({ declaration, side }: { readonly declaration: Declaration; readonly side: Side }) {
  const t = useT();
  const language = textLanguage();
  const [open, setOpen] = useState<'withdraw' | 'rescind' | null>(null);
  const letter = addressOf(rescissionRoutes.letterPdf, { params: { declarationId: declaration.id } });
  const close = () => setOpen(null);
  return (
    <div className="h-callout" data-tone={declaration.state === 'bounced' ? 'bad' : declaration.mayDo.includes('rescind') ? 'warn' : 'info'} role="status">
      <p><strong>{declaration.mayDo.includes('rescind') ? t('ending.lapsedText') : declaration.nextStep[language]}</strong></p>
      {declaration.warnings.map((warning) => <p key={warning.ja} className="h-note-small">{t('ending.caution', { text: warning[language] })}</p>)}
      {declaration.sending?.authority === 'needs_check' && <p className="h-note-small">{t('notices.authority')}</p>}
      <div className="h-page-actions">
        {declaration.mayDo.includes('rescind') && <Button onClick={() => setOpen('rescind')}>{t('ending.rescind')}</Button>}
        <ButtonAnchor href={letter} variant={declaration.state === 'letter_printed' || declaration.state === 'bounced' ? 'filled' : 'default'} icon={<IconDownload size={18} aria-hidden />} download>{t(declaration.sending ? 'ending.letter' : 'ending.letterDraft')}</ButtonAnchor>
        {declaration.mayDo.includes('withdraw') && <Button variant="default" onClick={() => setOpen('withdraw')}>{t('ending.withdraw')}</Button>}
      </div>
      {open === 'withdraw' && <WithdrawDialog declaration={declaration} onClose={close} />}
      {open === 'rescind' && <RescindDialog declaration={declaration} side={side} onClose={close} />}
    </div>
  );
}

/** One rescission or demand for either side: where it stands, what is needed, how it travelled, what it brought about. */
export function DeclarationPage({ contractId, declarationId, side }: { readonly contractId: string; readonly declarationId: string; readonly side: Side }) {
  const t = useT();
  const paths = contractPaths(side, contractId);
  const query = useRoute(rescissionRoutes.get, { params: { declarationId } }, { isUnderWay: ({ state, effect }) => state === 'sending' || (state === 'arrived' && effect === null) });
  return (
    <QueryView whole query={query}>
      {(declaration) => (
        <Frame title={declaration.title[textLanguage()]} badge={<Status tone={declarationTones[declaration.state]} label={t(`ending.state.${declaration.state}`)} />} lead={t(declaration.isOwn ? 'ending.own' : 'ending.theirs', { name: declaration.clientName })}
          crumbs={[{ label: t('contracts.title'), to: paths.list }, { label: declaration.contractNumber, to: paths.contract }, { label: t('ending.title'), to: paths.ending }]}>
          <Callout declaration={declaration} side={side} />
          <Effect declaration={declaration} />
          <Demand declaration={declaration} />
          <Decision declaration={declaration} side={side} />
          <SendSection declaration={declaration} />
          <WaySection declaration={declaration} />
          <Content declaration={declaration} />
        </Frame>
      )}
    </QueryView>
  );
}
