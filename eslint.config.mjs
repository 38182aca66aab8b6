// What the compiler does not see. Sizes, boundaries and forbidden words are test/structure's matter.
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const money = "/(yen|fee|amount|price|tax|total|balance)/i";
const percentOnMoney = `BinaryExpression[operator=/^[*\\u002F]$/][right.value=100]:matches([left.name=${money}], [left.property.name=${money}])`;
const restrict = (...entries) => ['error', ...entries.map(([selector, message]) => ({ selector, message }))];

const everywhere = [
  [percentOnMoney, 'Yen is whole: a percentage of money is a named function of libs/domain (floorYen, consumptionTax).'],
  ['CallExpression[callee.name=/^(parseFloat)$/]', 'No float: money and counts are integers.'],
];
const inDomain = [
  ['NewExpression[callee.name="Date"]', 'Rules take the day as an argument.'],
  ['MemberExpression[object.name="Date"]', 'Rules take the day as an argument.'],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'Rules are deterministic.'],
];
const inPortal = [
  ['JSXAttribute[name.name=/^(style|dangerouslySetInnerHTML)$/]', "The page's policy refuses it: use a class."],
  ['ImportDeclaration[source.value=/^@mantine\\u002F(core|dates|hooks|notifications)\\u002F(?!styles)/]', 'The build splits the barrel by itself: import from the package.'],
];

export default tseslint.config(
  { ignores: ['**/dist/', '**/dist-types/', '**/node_modules/', '**/generated/', '.data/', '.nx/', 'coverage/', 'test-results/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  js.configs.recommended,
  {
    // Ideographic spaces are Japanese text; control characters are what validation refuses by name.
    rules: { 'no-irregular-whitespace': 'off', 'no-control-regex': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'fetch', 'URL', 'AbortSignal', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Buffer', 'module', 'require', 'performance', 'TextDecoder', 'structuredClone', 'window', 'document', 'setImmediate', 'PerformanceObserver'].map((name) => [name, 'readonly'])) },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true, caughtErrors: 'none' }] },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommended],
    rules: {
      // The compiler reports these with the types at hand.
      'no-undef': 'off', '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-empty-pattern': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }], 'no-console': ['error', { allow: ['error', 'warn'] }], 'no-constant-binary-expression': 'error', 'no-return-assign': 'error', 'no-self-compare': 'error', 'prefer-const': 'error',
      'no-restricted-syntax': restrict(...everywhere),
    },
  },
  {
    // Typed rules find what is dangerous only there: a promise that nobody waits for.
    files: ['apps/api/src/{modules,platform}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error', '@typescript-eslint/await-thenable': 'error', '@typescript-eslint/switch-exhaustiveness-check': 'error', '@typescript-eslint/no-for-in-array': 'error', '@typescript-eslint/restrict-plus-operands': 'error', '@typescript-eslint/no-base-to-string': 'error' },
  },
  { files: ['libs/domain/src/**/*.ts'], ignores: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': restrict(...everywhere, ...inDomain) } },
  {
    files: ['apps/portal/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error', 'no-restricted-syntax': restrict(...everywhere, ...inPortal) },
  },
  // Hostile values are the point of these.
  { files: ['test/**/*.ts', '**/*.spec.ts', '**/*.spec.tsx'], rules: { 'no-loss-of-precision': 'off', 'no-sparse-arrays': 'off', '@typescript-eslint/no-unsafe-function-type': 'off' } },
);
