import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { catalogues } from './build/catalogues.mjs';
import { debarrel } from './build/debarrel.mjs';
import { developmentStyles } from './build/development-styles.mjs';
import { lazySchemas } from './build/lazy-schemas.mjs';
import { precompress } from './build/precompress.mjs';
import { routePreload } from './build/route-preload.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.resolve(here, '../..');
const inModules = (name: string) => path.join(root, 'node_modules', name);
const library = (name: string) => ({ name: `@hoshu/${name}`, entry: path.join(root, 'libs', name, 'src/index.ts') });
const apiOrigin = process.env['HOSHU_API_ORIGIN'] ?? 'http://127.0.0.1:4010';

const firstScreenGroups = [
  { name: 'base', test: /[\\/]node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|@tanstack|@lingui)[\\/]|[\\/]@tabler[\\/]icons-react[\\/].*[\\/](createReactComponent|defaultAttributes)\./ },
  { name: 'frame', test: /[\\/]@tabler[\\/]icons-react[\\/].*[\\/]Icon(X|Inbox|Refresh|ClockExclamation|AlertTriangle|AlertCircle|InfoCircle|CircleDashed|ChevronDown|World|ReportAnalytics|CircleCheck|ArrowsExchange|FileText|ReceiptYen|UserCircle)\.|[\\/]src[\\/]shared[\\/](i18n[\\/](translate|catalogues)\.|api[\\/](call|early|hooks|problem|query-client)|router|shell|color-scheme|jp|session[\\/](session|session-gate|SessionGate|step-up-store|StepUpHost)|parts[\\/](Button|EmptyState|ErrorState|Loading|MessagePage|Notices|notify|Page|QueryView|Section|Status|values))\b/ },
  // The shapes of the routes that first pages read: nine files of half a kilobyte cost more to ask for than to carry.
  { name: 'shapes', test: /[\\/]libs[\\/]api-schema[\\/]src[\\/](identity|agreements|billing|contracts|incidents|reports|signing|clients|representations)\.ts$/ },
];

// Every first screen has these already: naming them again for each later page only makes it heavier.
const isLoadedFirst = /^assets\/(index|rolldown-runtime|base|frame|shapes)-/;

export default defineConfig({
  root: here,
  plugins: [
    react(),
    lazySchemas(),
    catalogues(),
    debarrel([
      { name: '@mantine/core', entry: path.join(inModules('@mantine/core'), 'esm/index.mjs'), stylesFolder: path.join(inModules('@mantine/core'), 'styles') },
      { name: '@mantine/hooks', entry: path.join(inModules('@mantine/hooks'), 'esm/index.mjs') },
      { name: '@tabler/icons-react', entry: path.join(inModules('@tabler/icons-react'), 'dist/esm/tabler-icons-react.mjs') },
      library('api-schema'), library('domain'), library('contract-text'),
    ]),
    developmentStyles(),
    routePreload(path.join(here, 'src')),
    precompress(),
  ],
  resolve: { dedupe: ['react', 'react-dom', 'zod'], conditions: ['@hoshu/source', ...defaultClientConditions] },
  // The API replaces the placeholder in each answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    // light-dark() stays as written: these browsers know it.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    manifest: true,
    modulePreload: { polyfill: false, resolveDependencies: (_, names, { hostType }) => (hostType === 'js' ? names.filter((name) => !isLoadedFirst.test(name)) : names) },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    assetsInlineLimit: 0,
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /[\\/]libs[\\/](api-schema|domain|contract-text)[\\/]/, sideEffects: false }] },
      // What every first screen runs compresses better in a few files than in forty.
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: firstScreenGroups } },
    },
  },
  server: { port: 4000, strictPort: true, proxy: { '/api': apiOrigin } },
});
