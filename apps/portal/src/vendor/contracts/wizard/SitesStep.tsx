import { siteRoutes } from '@hoshu/api-schema';
import { Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useRoute } from '../../../shared/api.js';
import { useT } from '../../../shared/i18n/translate.js';
import { Button } from '../../../shared/parts/Button.js';
import { QueryView } from '../../../shared/parts/QueryView.js';
import { Section } from '../../../shared/parts/Section.js';
import { EditSiteForm, NewSiteForm, type Site } from './SiteForm.js';

interface RowProps { readonly site: Site; readonly chosen: boolean; readonly onChoose: (chosen: boolean) => void; readonly onChanged: () => void }

function SiteRow({ site, chosen, onChoose, onChanged }: RowProps) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const missing = [!site.server && t('wizard.site.server'), !site.cms && t('wizard.site.cms')].filter((entry) => entry !== false);
  if (editing) return <li className="h-site-row"><EditSiteForm site={site} onDone={() => { setEditing(false); onChanged(); }} /></li>;
  return (
    <li className="h-site-row">
      <Checkbox checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} label={<strong>{site.siteName}</strong>} description={[site.url, site.server, site.cms].filter(Boolean).join('　')} />
      {missing.length > 0 && <span className="h-missing">{t('wizard.site.missing', { what: missing.join('・') })}</span>}
      <Button variant="subtle" size="sm" aria-label={t('wizard.site.editOf', { name: site.siteName })} onClick={() => setEditing(true)}>{t('wizard.site.edit')}</Button>
    </li>
  );
}

interface StepProps { readonly clientId: string; readonly siteIds: readonly string[]; readonly onChoose: (siteIds: string[]) => void; readonly onChanged: () => void }

/** 第2条: the sites of this contract; the first stands in the article, further ones in 別紙1. */
export function SitesStep({ clientId, siteIds, onChoose, onChanged }: StepProps) {
  const t = useT();
  const query = useRoute(siteRoutes.list, { query: { clientId, limit: '100' } });
  const [adding, setAdding] = useState(false);
  const choose = (id: string, chosen: boolean) => onChoose(chosen ? [...siteIds, id] : siteIds.filter((other) => other !== id));
  return (
    <QueryView query={query}>
      {({ items }) => (
        <>
          {items.length > 0 && (
            <Section title={t('wizard.sites.title')} lead={t('wizard.sites.lead')}>
              <ul className="h-site-rows">{items.map((site) => <SiteRow key={site.id} site={site} chosen={siteIds.includes(site.id)} onChoose={(chosen) => choose(site.id, chosen)} onChanged={onChanged} />)}</ul>
              {!adding && <div><Button variant="default" icon={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>{t('wizard.sites.add')}</Button></div>}
            </Section>
          )}
          {(adding || items.length === 0) && (
            <Section title={t('wizard.sites.new')} lead={t('wizard.sites.newLead')}>
              <NewSiteForm clientId={clientId} onCreated={(site) => { setAdding(false); onChoose([...siteIds, site.id]); }} />
            </Section>
          )}
        </>
      )}
    </QueryView>
  );
}
