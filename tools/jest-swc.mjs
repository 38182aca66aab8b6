// Jest runs our TypeScript and the ESM-only packages as CommonJS, because Jest's own require(esm) needs a newer Node.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Names of the installed packages whose sources are ES modules. */
function esmPackages() {
  const names = new Set();
  const visit = (directory, depth) => {
    if (!existsSync(directory)) return;
    for (const entry of readdirSync(directory)) {
      if (entry.startsWith('.')) continue;
      const full = path.join(directory, entry);
      if (entry.startsWith('@')) for (const scoped of readdirSync(full)) inspect(path.join(full, scoped), `${entry}/${scoped}`, depth);
      else inspect(full, entry, depth);
    }
  };
  const inspect = (folder, name, depth) => {
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) return;
    if (JSON.parse(readFileSync(manifest, 'utf8')).type === 'module') names.add(name);
    if (depth < 2) visit(path.join(folder, 'node_modules'), depth + 1);
  };
  visit(path.join(root, 'node_modules'), 0);
  return [...names];
}

const escape = (name) => name.replace(/[.+^$()|[\]\\]/g, '\\$&');
const swc = (parser, react) => ['@swc/jest', {
  jsc: {
    parser,
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, ...(react ? { react: { runtime: 'automatic' } } : {}) },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: parser.syntax === 'typescript' ? 'inline' : false,
}];

// Workspace packages are linked into node_modules: they must be transformed too.
const transformed = [...esmPackages(), '@hoshu/[a-z-]+'].map((name) => (name.includes('[') ? name : escape(name)));

/** A Jest project for Node code. `match`: glob list below the repository root. */
export function nodeProject(name, match, extra = {}) {
  return {
    displayName: name,
    rootDir: root,
    testEnvironment: '<rootDir>/tools/jest-outside/environment.mjs',
    runtime: '<rootDir>/tools/jest-outside/runtime.cjs',
    testMatch: match.map((glob) => `<rootDir>/${glob}`),
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '/dist-types/'],
    modulePathIgnorePatterns: ['/dist/', '/dist-types/', '<rootDir>/.data/', '<rootDir>/.nx/'],
    testEnvironmentOptions: { customExportConditions: ['@hoshu/source', 'node', 'node-addons'] },
    moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
    transform: {
      '^.+\\.(ts|mts)$': swc({ syntax: 'typescript', decorators: true }),
      '^.+\\.tsx$': swc({ syntax: 'typescript', tsx: true }, true),
      '^.+\\.(js|mjs)$': swc({ syntax: 'ecmascript' }),
    },
    transformIgnorePatterns: [`/node_modules/(?!(${transformed.join('|')})/)`],
    ...extra,
  };
}
