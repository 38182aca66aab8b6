import { clientRoutes } from '@hoshu/api-schema';
import { useRoute } from '../../shared/api/hooks.js';
import type { ContractRow } from '../../shared/contracts/status.js';
import { useT } from '../../shared/i18n/translate.js';
import { AskContact } from '../../shared/parts/AskContact.js';
import { QueryView } from '../../shared/parts/QueryView.js';
import { Section } from '../../shared/parts/Section.js';
import { Attestations } from './Attestations.js';
import { Planned } from './Planned.js';

/** How to reach the vendor; always there. */
function Vendor() {
  const t = useT();
  const query = useRoute(clientRoutes.mine, {});
  return <Section title={t('home.contact')}><QueryView query={query} what={t('home.contact')}>{({ vendor }) => <AskContact contact={vendor} />}</QueryView></Section>;
}

/** What stands below the tasks; loaded after them, so that the first screen stays light. */
export default function HomeBelow({ contracts, today }: { readonly contracts: readonly ContractRow[]; readonly today: string }) {
  return <><Attestations /><div className="h-columns"><Planned contracts={contracts} today={today} /><Vendor /></div></>;
}
