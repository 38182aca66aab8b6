import { nodeProject } from './tools/jest-swc.mjs';

const database = { setupFilesAfterEnv: ['<rootDir>/libs/testing/src/jest-database.ts'] };
export default {
  // Two cores that also run a database and a browser make a fast test slow now and then.
  testTimeout: 30_000,
  testSequencer: './tools/jest-sequencer.cjs',
  projects: [
    nodeProject('domain', ['libs/domain/src/**/*.spec.ts']),
    nodeProject('contract-text', ['libs/contract-text/src/**/*.spec.ts']),
    nodeProject('api-schema', ['libs/api-schema/src/**/*.spec.ts']),
    nodeProject('api-unit', ['apps/api/src/**/*.spec.ts']),
    nodeProject('simulator', ['apps/stripe-simulator/src/**/*.spec.ts', 'test/contract/**/*.spec.ts']),
    nodeProject('mail', ['apps/mail-catcher/src/**/*.spec.ts']),
    nodeProject('portal', ['apps/portal/src/**/*.spec.ts', 'apps/portal/src/**/*.spec.tsx'], {
      testEnvironment: 'jsdom',
      runtime: 'jest-runtime',
      testEnvironmentOptions: { customExportConditions: ['@hoshu/source', 'browser'] },
      moduleNameMapper: { '\\.css$': '<rootDir>/tools/jest-css-stub.cjs', '^(\\.{1,2}/.*)\\.js$': '$1' },
    }),
    nodeProject('structure', ['test/structure/**/*.spec.ts']),
    nodeProject('api', ['test/api/**/*.spec.ts'], database),
    nodeProject('scenarios', ['test/scenarios/**/*.spec.ts'], database),
    nodeProject('security', ['test/security/**/*.spec.ts'], database),
    nodeProject('faults', ['test/faults/billing/**/*.spec.ts', 'test/faults/notices/**/*.spec.ts'], database),
    nodeProject('start', ['test/faults/start/**/*.spec.ts'], database),
  ],
};
