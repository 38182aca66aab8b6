import { pathTo } from '../../paths.js';
import { ContractList } from '../../shared/contracts/ContractListPage.js';

export const Page = () => <ContractList withClient pathOf={(contractId) => pathTo('vendor.contract', { contractId })} />;
