import { pathTo } from '../../paths.js';
import { ContractList } from '../../shared/contracts/ContractListPage.js';

export const Page = () => <ContractList withClient={false} pathOf={(contractId) => pathTo('client.contract', { contractId })} />;
