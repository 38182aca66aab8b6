import { Module } from '@nestjs/common';
import { FirstSteps } from './first-steps.js';
import { IdentityModule } from '../identity/index.js';
import { BankAccounts, Company } from './company.js';
import { CompanyController } from './company.controller.js';
import { CompanyRepository } from './company.repository.js';

@Module({
  imports: [IdentityModule],
  controllers: [CompanyController],
  providers: [FirstSteps, Company, BankAccounts, CompanyRepository],
  exports: [CompanyRepository],
})
export class TenantsModule {}
