import { NewAgreementPage } from '../../shared/agreements/NewAgreementPage.js';

export const Page = () => <NewAgreementPage side="client" />;
