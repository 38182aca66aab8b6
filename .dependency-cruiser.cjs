// The dependency rules of the repository; test/structure/boundaries.spec.ts runs them.
const modules = '^apps/api/src/modules/';
const platform = '^apps/api/src/platform/';
const outside = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'];
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const ownSpecs = '\\.spec\\.tsx?$';

module.exports = {
  forbidden: [
    forbid('no-cycle', 'a cycle hides which part knows which', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid('resolvable', 'an import that resolves to nothing', {}, { couldNotResolve: true }),
    forbid('domain-alone', 'the rules import nothing', { path: '^libs/domain/src/', pathNot: ownSpecs }, { pathNot: '^libs/domain/src/' }),
    forbid('contract-text-on-domain', 'the contract text stands on the rules alone', { path: '^libs/contract-text/src/', pathNot: ownSpecs }, { pathNot: '^libs/(contract-text|domain)/src/' }),
    forbid('api-schema-on-domain-and-zod', 'the wire schema stands on the rules and zod', { path: '^libs/api-schema/src/', pathNot: ownSpecs }, { pathNot: '^(libs/(api-schema|domain)/src/|node_modules/zod/)' }),
    forbid('portal-on-libs', 'the portal reaches the API over HTTP alone', { path: '^apps/portal/src/' }, { path: '^(apps/(?!portal/)|libs/testing/|test/|tools/)' }),
    forbid('portal-without-server', 'server packages never enter the browser', { path: '^apps/portal/src/' }, { path: '^node_modules/(typeorm|@nestjs/|stripe|pg|bullmq|express|nodemailer)(/|$)' }),
    forbid('portal-without-node', 'the browser has no Node', { path: '^apps/portal/src/', pathNot: ownSpecs }, { dependencyTypes: ['core'] }),
    forbid('audiences-apart', 'two audiences share nothing but shared/', { path: '^apps/portal/src/(public|client|vendor|staff)/' }, { path: '^apps/portal/src/(public|client|vendor|staff)/', pathNot: '^apps/portal/src/$1/' }),
    forbid('shared-below-audiences', 'shared parts know no audience', { path: '^apps/portal/src/shared/' }, { path: '^apps/portal/src/(public|client|vendor|staff)/' }),
    forbid('platform-without-business', 'the platform knows no slice', { path: platform }, { path: modules }),
    forbid('slices-by-index', 'a slice shows others its index.ts alone', { path: `${modules}([^/]+)/` }, { path: modules, pathNot: [`${modules}$1/`, `${modules}[^/]+/index\\.ts$`] }),
    forbid('entities-are-private', 'an entity is read by its own slice alone', { path: `${modules}([^/]+)/` }, { path: '\\.entity\\.ts$', pathNot: `${modules}$1/` }),
    forbid('products-apart', 'the simulator and the mail catcher stand alone', { path: '^apps/(stripe-simulator|mail-catcher)/src/' }, { path: '^(apps|libs)/', pathNot: '^apps/$1/' }),
    forbid('testing-in-tests', 'helpers of tests stay in tests', { path: '^(apps|libs)/', pathNot: [ownSpecs, '^libs/testing/'] }, { path: '^(libs/testing/|test/)' }),
    forbid('no-test-packages', 'test packages stay in tests', { path: '^(apps|libs)/[^/]+/src/', pathNot: [ownSpecs, '^libs/testing/', '^apps/portal/src/shared/testing/'] }, { path: '^node_modules/(jest|@jest|fast-check|supertest|@playwright|@testing-library|pkijs|asn1js|@nestjs/testing)(/|$)' }),
    forbid('declared', 'an import of a package that no package.json names', { path: '^(apps|libs)/[^/]+/src/', pathNot: '^libs/testing/' }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
  ],
  options: {
    doNotFollow: { path: 'node_modules', dependencyTypes: outside },
    exclude: { path: '/(dist|dist-types|generated)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: { conditionNames: ['@hoshu/source', 'import', 'require', 'node', 'default', 'types'], exportsFields: ['exports'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'] },
    parser: 'swc',
  },
};
