export { startSimulator, type Simulator, type SimulatorOptions, type SimulatorState, type TransferOrder } from './start-simulator.js';
export { remoteClock, realClock, type Clock } from './clock.js';
export type { WebhookTarget } from './resources/webhook-endpoints.js';
