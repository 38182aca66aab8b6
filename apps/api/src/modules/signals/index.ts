export { SignalsModule } from './signals.module.js';
export { SignalReader, type Signal } from './read-signals.js';
