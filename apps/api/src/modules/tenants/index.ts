export { TenantsModule } from './tenants.module.js';
export { CompanyRepository, type BankAccount, type CompanyProfile } from './company.repository.js';
export { vendorContact, type VendorContact } from './vendor-contact.js';
