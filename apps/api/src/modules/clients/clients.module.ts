import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/index.js';
import { IdentityModule } from '../identity/index.js';
import { TenantsModule } from '../tenants/index.js';
import { ClientRepository } from './client.repository.js';
import { ClientsController } from './clients.controller.js';
import { Clients } from './clients.js';

@Module({ imports: [ContractsModule, IdentityModule, TenantsModule], controllers: [ClientsController], providers: [Clients, ClientRepository], exports: [ClientRepository] })
export class ClientsModule {}
