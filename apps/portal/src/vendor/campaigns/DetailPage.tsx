import { campaignRoutes } from '@hoshu/api-schema';
import { useState } from 'react';
import { pathTo } from '../../paths.js';
import { AuthorityField } from '../../shared/amendments/AnswerForms.js';
import { PersonNameField } from '../../shared/agreements/PersonName.js';
import { addressOf, useAct, useRoute } from '../../shared/api.js';
import { TextAreaField, useFormAct, useRouteForm, YenField } from '../../shared/form.js';
import { FormDialog } from '../../shared/form/FormDialog.js';
import { usePersonName } from '../../shared/form/person-name.js';
import { textLanguage, useT } from '../../shared/i18n/translate.js';
import { Button, ButtonAnchor } from '../../shared/parts/Button.js';
import { ConfirmDialog } from '../../shared/parts/ConfirmDialog.js';
import { DataTable, type Column } from '../../shared/parts/DataTable.js';
import { notify } from '../../shared/parts/notify.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Status } from '../../shared/parts/Status.js';
import { DateText, Money } from '../../shared/parts/values.js';
import { AppLink, usePathParameters } from '../../shared/router/links.js';
import { useCan } from '../../shared/session/session.js';
import { proposalTones, type Campaign, type PriceProposal } from './campaign-words.js';
import { WhyOf } from '../../shared/parts/WhyOf.js';

interface OpenProps { readonly campaignId: string; readonly proposal: PriceProposal; readonly onClose: () => void }
const refreshes = [campaignRoutes.get, campaignRoutes.list];

/** Another fee after 甲 declined; its wish is the starting point. */
function ReviseForm({ campaignId, proposal, onClose }: OpenProps) {
  const t = useT();
  const person = usePersonName();
  const form = useRouteForm(campaignRoutes.revise, { newFeeYen: proposal.counterFeeYen ?? proposal.newFeeYen, message: '', authority: '' as 'representative', personName: '' });
  const { onSubmit, isPending } = useFormAct(form, campaignRoutes.revise, {
    input: (body) => ({ params: { campaignId, priceProposalId: proposal.id }, body }), refreshes, onProblem: person.onProblem, onDone: () => { notify({ tone: 'good', text: t('campaigns.revised') }); onClose(); },
  });
  return (
    <FormDialog title={t('campaigns.revise')} confirmLabel={t('campaigns.reviseConfirm')} isPending={isPending} form={form} onSubmit={onSubmit} onClose={onClose}>
      <YenField name="newFeeYen" label={t('campaigns.newFee')} />
      <TextAreaField name="message" label={t('campaigns.message')} rows={3} optional />
      <AuthorityField />
      <PersonNameField person={person} />
    </FormDialog>
  );
}

function CancelDialog({ campaignId, proposal, onClose }: OpenProps) {
  const t = useT();
  const { act } = useAct(campaignRoutes.cancel, { refreshes, onDone: () => { notify({ tone: 'good', text: t('campaigns.cancelled') }); onClose(); } });
  return <ConfirmDialog opened onClose={onClose} title={t('campaigns.cancel')} confirmLabel={t('campaigns.cancel')} onConfirm={async () => { await act({ params: { campaignId, priceProposalId: proposal.id } }); }}><p>{proposal.clientName}　{proposal.contractNumber}</p></ConfirmDialog>;
}

function Acts({ proposal, onOpen }: { readonly proposal: PriceProposal; readonly onOpen: (open: 'revise' | 'cancel') => void }) {
  const t = useT();
  const can = useCan();
  return (
    <>
      {proposal.amendmentId && <AppLink to={pathTo('vendor.amendment', { amendmentId: proposal.amendmentId })}>{t('campaigns.toAmendment')}</AppLink>}
      {can('renewal.decide') && (proposal.state === 'declined' || proposal.state === 'withdrawn') && <Button size="sm" variant="default" onClick={() => onOpen('revise')}>{t('campaigns.revise')}</Button>}
      {can('renewal.decide') && proposal.state === 'scheduled' && <Button size="sm" variant="default" onClick={() => onOpen('cancel')}>{t('campaigns.cancel')}</Button>}
    </>
  );
}

function Items({ campaign }: { readonly campaign: Campaign }) {
  const t = useT();
  const language = textLanguage();
  const [open, setOpen] = useState<{ which: 'revise' | 'cancel'; proposal: PriceProposal } | null>(null);
  const why = (index: number, key: string) => <WhyOf values={campaign.explained} of={`items.${index}.${key}`} />;
  const columns: Column<PriceProposal>[] = [
    { key: 'contract', header: t('campaigns.contract'), cell: (row) => <><AppLink to={pathTo('vendor.contract', { contractId: row.contractId })}>{row.clientName}</AppLink><br /><small>{row.contractNumber}</small></>, card: 'title' },
    { key: 'fee', header: t('campaigns.fee'), cell: (row, index) => <><Money yen={row.oldFeeYen} /> → <strong><Money yen={row.newFeeYen} /></strong>{why(index, 'newFeeYen')}{row.counterFeeYen !== null && <><br />{t('campaigns.counter')}：<Money yen={row.counterFeeYen} /></>}</> },
    { key: 'answer', header: t('campaigns.answerBy'), cell: (row, index) => <span className="h-explained"><DateText on={row.answerBy} />{why(index, 'answerBy')}</span> },
    { key: 'effective', header: t('campaigns.effectiveOn'), cell: (row, index) => <span className="h-explained"><DateText on={row.effectiveOn} />{why(index, 'effectiveOn')}</span> },
    { key: 'state', header: t('campaigns.states'), cell: (row) => <><Status tone={proposalTones[row.state]} label={t(`campaigns.state.${row.state}`)} /><br /><small>{row.outcome[language]}{row.answerText && `　${row.answerText}`}</small></>, card: 'full' },
    { key: 'acts', header: t('campaigns.acts'), cell: (row) => <Acts proposal={row} onOpen={(which) => setOpen({ which, proposal: row })} />, card: 'full' },
  ];
  const of = open && { campaignId: campaign.id, proposal: open.proposal, onClose: () => setOpen(null) };
  return (
    <>
      <DataTable label={t('campaigns.proposals')} columns={columns} rows={campaign.items} rowKey={(row) => row.id} empty={null} />
      {of && (open.which === 'revise' ? <ReviseForm {...of} /> : <CancelDialog {...of} />)}
    </>
  );
}

/** One 料金改定: every contract with its state, the letters, and a second offer where 甲 declined. */
export function Page() {
  const t = useT();
  const { campaignId } = usePathParameters('vendor.campaign');
  const query = useRoute(campaignRoutes.get, { params: { campaignId }, query: { explain: '1' } }, { refetchIntervalMs: 60_000 });
  return (
    <QueryView whole query={query}>
      {(campaign) => (
        <Frame title={campaign.name} lead={t('campaigns.detailLead')} crumbs={[{ label: t('campaigns.title'), to: pathTo('vendor.campaigns') }]} actions={<ButtonAnchor href={addressOf(campaignRoutes.letters, { params: { campaignId } })} download={false} variant="default">{t('campaigns.letters')}</ButtonAnchor>}>
          {campaign.message && <Section title={t('campaigns.message')}><p className="h-pre">{campaign.message}</p></Section>}
          <Section title={t('campaigns.proposals')}><Items campaign={campaign} /></Section>
        </Frame>
      )}
    </QueryView>
  );
}
