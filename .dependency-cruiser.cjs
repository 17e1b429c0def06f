/** Who may import whom (see docs/architecture.md). Each package lists the workspace packages it may use. */
const allowed = {
  core: [],
  nn: ['core'],
  'models-ctgan': ['core', 'nn'],
  'models-mixture': ['core'],
  'models-tvae': ['core', 'nn'],
  optimizer: ['core'],
  server: ['core', 'optimizer'],
  client: [],
  // Calls go through the client; of core, the console uses what translates the platform's texts.
  console: ['client', 'core/src/translation'],
  cli: ['core', 'nn', 'models-ctgan', 'models-mixture', 'models-tvae', 'optimizer', 'server'],
}

const usersOfServer = ['client', 'console']

const forbidden = Object.entries(allowed).map(([name, uses]) => ({
  name: `${name}-imports-only-${uses.join('-') || 'itself'}`,
  severity: 'error',
  // Tests of the client and the console run against the server; the client's types are generated from its contracts.
  from: {
    path: `^packages/${name}/`,
    ...(usersOfServer.includes(name) && { pathNot: '\\.test\\.tsx?$|/test/|/generate' }),
  },
  to: { path: '^packages/', pathNot: [name, ...uses].map((used) => `^packages/${used}/`) },
}))

module.exports = {
  forbidden: [
    ...forbidden,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'core-and-nn-run-in-browsers',
      comment: 'Only the subpath ./node may use Node modules.',
      severity: 'error',
      from: { path: '^packages/(core|nn)/src/', pathNot: '(/node/|\\.test\\.ts$|\\.bench\\.ts$)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-tests-in-products',
      severity: 'error',
      from: { pathNot: '\\.(test|bench)\\.tsx?$' },
      to: { path: '\\.(test|bench)\\.tsx?$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/|^packages/server/assets/|tsup\\.config|vite\\.config|vitest\\.config' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['tabricate:source', 'import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
}
