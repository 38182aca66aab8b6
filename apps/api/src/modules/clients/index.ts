export { actingName } from './acting-name.js';
export { ClientsModule } from './clients.module.js';
export { ClientRepository, type ClientRecord, type ContactRecord } from './client.repository.js';
export { nameKey } from './name-key.js';
