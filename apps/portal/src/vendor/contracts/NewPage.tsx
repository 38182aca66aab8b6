import { clientRoutes, contractRoutes, siteRoutes, templateRoutes } from '@hoshu/api-schema';
import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { pathTo, withSearch } from '../../paths.js';
import { call, useAct, useRoute } from '../../shared/api.js';
import { asProblem, type ApiProblem } from '../../shared/api/problem.js';
import { useT } from '../../shared/i18n/translate.js';
import { Button } from '../../shared/parts/Button.js';
import { EmptyState } from '../../shared/parts/EmptyState.js';
import { ProblemNote } from '../../shared/parts/ErrorState.js';
import { Page as Frame } from '../../shared/parts/Page.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Steps } from '../../shared/parts/Steps.js';
import { ForbiddenPage } from '../../shared/router/fallback-pages.js';
import { useAddressQuery } from '../../shared/router/links.js';
import { useCan, useSession } from '../../shared/session/session.js';
import { useWhoCan } from '../../shared/session/who-can.js';
import { NewClientForm } from './wizard/ClientForm.js';
import { steps } from './wizard/values.js';
import './wizard/wizard.css';

/** Begins a draft for a client: the values of the chosen template or the form's own, dated today, with the client's site when there is exactly one. */
function useBegin(templateId: string) {
  const { today } = useSession();
  const navigate = useNavigate();
  const { act, problem, isPending } = useAct(contractRoutes.create, {
    refreshes: [contractRoutes.list, clientRoutes.list],
    onDone: (contract) => navigate({ href: withSearch(pathTo('vendor.contractEdit', { contractId: contract.id }), { step: 'sites' }) }),
  });
  const [unread, setUnread] = useState<ApiProblem | null>(null);
  const read = async (clientId: string) => {
    const [template, { items }] = await Promise.all([templateId ? call(templateRoutes.get, { params: { contractTemplateId: templateId } }) : null, call(siteRoutes.list, { query: { clientId, limit: '2' } })]);
    const { terms } = template ?? (await call(contractRoutes.defaults, {}));
    return { template, terms, siteIds: items.length === 1 ? items.map((site) => site.id) : [] };
  };
  const begin = async (clientId: string) => {
    setUnread(null);
    const found = await read(clientId).catch((error: unknown) => { setUnread(asProblem(error)); return null; });
    if (!found) return;
    const { template, terms, siteIds } = found;
    await act({ body: { clientId, siteIds, terms: { ...terms, contractDate: today, term: { ...terms.term, startOn: today } }, ...(template ? { templateVersionId: template.versionId } : {}) } }).catch(() => undefined);
  };
  return { begin, problem: problem ?? unread, isPending };
}

function ChooseClient({ onChoose, onNew, busy }: { readonly onChoose: (clientId: string) => void; readonly onNew: () => void; readonly busy: boolean }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useRoute(clientRoutes.list, { query: { limit: '20', ...(wanted ? { search: wanted } : {}) } }, { keepPrevious: true });
  return (
    <Section title={t('wizard.choose.title')} lead={t('wizard.choose.lead')} aside={<Button variant="default" size="sm" icon={<IconPlus size={18} aria-hidden />} onClick={onNew}>{t('wizard.choose.new')}</Button>}>
      <TextInput label={t('wizard.choose.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} autoComplete="off" maw={400} />
      <QueryView query={query}>
        {({ items }) => (items.length === 0 ? <EmptyState title={t('wizard.choose.none')} /> : (
          <ul className="h-site-rows">
            {items.map((client) => (
              <li key={client.id} className="h-site-row">
                <span><strong>{client.companyName}</strong><br /><small className="h-note-small">{client.prefecture} {t('wizard.choose.counts', { contracts: client.contractCount, sites: client.siteCount })}</small></span>
                <Button variant="default" size="sm" loading={busy} aria-label={t('wizard.choose.takeOf', { name: client.companyName })} onClick={() => onChoose(client.id)}>{t('wizard.choose.take')}</Button>
              </li>
            ))}
          </ul>
        ))}
      </QueryView>
    </Section>
  );
}

/** Which template the contract begins with; nothing is asked while there is only the built-in form. */
function ChooseTemplate({ value, onChange }: { readonly value: string; readonly onChange: (templateId: string) => void }) {
  const t = useT();
  const { data } = useRoute(templateRoutes.list, {});
  const usable = (data?.items ?? []).filter(({ isRetired }) => !isRetired);
  if (usable.length === 0) return null;
  return (
    <Section title={t('templates.choose')}>
      <NativeSelect label={t('templates.chooseLabel')} value={value} maw={400} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{t('templates.builtIn')}</option>
        {usable.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </NativeSelect>
    </Section>
  );
}

/** The client whose page led here, offered first. */
function LedFrom({ clientId, onChoose, busy }: { readonly clientId: string; readonly onChoose: (clientId: string) => void; readonly busy: boolean }) {
  const t = useT();
  const { data } = useRoute(clientRoutes.get, { params: { clientId } });
  if (!data) return null;
  return (
    <Section title={data.companyName} lead={t('wizard.choose.ledFrom')}>
      <div><Button loading={busy} onClick={() => onChoose(clientId)}>{t('wizard.choose.take')}</Button></div>
    </Section>
  );
}

/** The first step of a new contract: whose it is. The draft exists from then on. */
export function Page() {
  const t = useT();
  const whoCan = useWhoCan('vendor', 'contract.write');
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const [templateId, setTemplateId] = useState('');
  const { begin, problem, isPending } = useBegin(templateId);
  const [{ clientId }] = useAddressQuery();
  const clients = useRoute(clientRoutes.list, { query: { limit: '20' } });
  if (!can('contract.write')) return <ForbiddenPage whoCan={whoCan} />;
  return (
    <Frame title={t('wizard.new')} crumbs={[{ label: t('contracts.title'), to: pathTo('vendor.contracts') }]} lead={t('wizard.newLead')}>
      <Steps labels={steps.map((name) => t(`wizard.step.${name}`))} current={0} />
      {problem && <ProblemNote problem={problem} />}
      <ChooseTemplate value={templateId} onChange={setTemplateId} />
      {clientId && !adding && <LedFrom clientId={clientId} busy={isPending} onChoose={(chosen) => void begin(chosen)} />}
      <QueryView query={clients}>
        {({ items }) => (adding || items.length === 0
          ? <Section title={t('wizard.client.new')} lead={t('wizard.client.newLead')}><NewClientForm onCreated={(client) => begin(client.id)} /></Section>
          : <ChooseClient busy={isPending} onChoose={(chosen) => void begin(chosen)} onNew={() => setAdding(true)} />)}
      </QueryView>
    </Frame>
  );
}
