import { AgreementListPage } from '../../shared/agreements/AgreementListPage.js';

export const Page = () => <AgreementListPage side="client" />;
