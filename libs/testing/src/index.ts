export * from './keys.js';
export * from './mail-trap.js';
export * from './person.js';
export * from './world.js';
export * from './contract-fixture.js';
export * from './builders.js';
