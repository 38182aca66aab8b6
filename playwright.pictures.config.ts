import { defineConfig } from '@playwright/test';
import tests from './playwright.config.js';

/** Pictures of pages for docs/screens, not tests: `node tools/test-shell.mjs npx playwright test -c playwright.pictures.config.ts [-g vendor]`. */
export default defineConfig({ ...tests, testDir: 'test/pictures', testMatch: '**/*.pictures.ts', workers: 1, reporter: [['list']] });
