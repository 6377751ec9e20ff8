/** The import boundaries of docs/architecture.md. scripts/check-boundaries.mjs runs it and sees that nothing was missed. */
const TEST = '\\.test\\.tsx?$|/testing/|^apps/web/e2e/';

/** `name` may import only itself and the libraries `allowed`. */
const libraryMayImport = (name, ...allowed) => ({
  name: `${name}-imports-only-${allowed.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^libs/${name}/`, pathNot: TEST },
  to: { path: '^libs/', pathNot: `^libs/(${[name, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Entities name each other in decorators, as functions that run later.',
      severity: 'error',
      from: { pathNot: '\\.entity\\.ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: '\\.entity\\.ts$' } },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-library-imports-an-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'nothing-imports-the-benchmark',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { path: '^bench/' },
    },
    {
      name: 'no-app-imports-an-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    libraryMayImport('diagnostics'),
    libraryMayImport('sigma', 'diagnostics'),
    libraryMayImport('logparse', 'diagnostics'),
    libraryMayImport('contracts', 'diagnostics'),
    libraryMayImport('runtime', 'diagnostics'),
    libraryMayImport('archive', 'diagnostics'),
    libraryMayImport('kafka', 'contracts', 'runtime', 'diagnostics'),
    libraryMayImport('embedded', 'diagnostics'),
    {
      name: 'web-imports-only-sigma-and-diagnostics',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: TEST },
      to: { path: '^libs/', pathNot: '^libs/(sigma|diagnostics)/' },
    },
    {
      name: 'embedded-services-are-for-the-cli-and-tests',
      severity: 'error',
      from: { path: '^apps/(api|matcher|web)/', pathNot: TEST },
      to: { path: '^libs/embedded/' },
    },
    {
      name: 'only-kafka-imports-the-kafka-client',
      comment: 'Tests of the embedded broker ask the client itself what it can do there.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^libs/kafka/', '^libs/embedded/.*\\.test\\.ts$'] },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'pure-libraries-use-no-node-api',
      severity: 'error',
      from: { path: '^libs/(sigma|logparse|contracts|diagnostics)/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'services-import-no-graphql',
      severity: 'error',
      from: { path: '^apps/api/.*\\.service\\.ts$' },
      to: { path: 'node_modules/(type-graphql|graphql|@apollo)' },
    },
    {
      name: 'api-modules-meet-at-their-index',
      severity: 'error',
      from: { path: '^apps/api/src/modules/([^/]+)/', pathNot: TEST },
      to: { path: '^apps/api/src/modules/', pathNot: ['^apps/api/src/modules/$1/', '/index\\.ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|generated)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@sluice/source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
