export { SettlementModule } from './settlement.module.js';
export { SettlementRepository, type SettlementRow } from './settlement.repository.js';
export { settlementRemaining } from './settlements.js';
