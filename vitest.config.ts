import { defineConfig } from 'vitest/config'

// Fast suite: *.test.ts. Slow suite (statistical, whole trainings, processes): *.slow.test.ts, with TABRICATE_SUITE=all; it also runs
// the platform's fast tests once more, on a real PostgreSQL server in place of the embedded database.
const all = process.env['TABRICATE_SUITE'] === 'all'

const fast = {
  include: [
    'packages/*/src/**/*.test.ts',
    'bench/**/*.test.ts',
    'examples/**/*.test.ts',
    'test/**/*.test.ts',
  ],
  exclude: ['**/*.slow.test.ts', '**/node_modules/**', '**/dist/**'],
}

const slowProjects = [
  {
    extends: true as const,
    test: {
      name: 'slow',
      include: ['packages/*/src/**/*.slow.test.ts', 'examples/**/*.slow.test.ts', 'test/**/*.slow.test.ts'],
      exclude: ['**/node_modules/**', '**/dist/**'],
    },
  },
  {
    extends: true as const,
    test: {
      name: 'server on PostgreSQL',
      include: ['packages/server/src/**/*.test.ts'],
      exclude: fast.exclude,
      globalSetup: ['packages/server/test/postgres-setup.ts'],
      setupFiles: ['packages/server/test/use-postgres.ts'],
    },
  },
]

export default defineConfig({
  resolve: { conditions: ['tabricate:source'] },
  ssr: { resolve: { conditions: ['tabricate:source', 'node'] } },
  test: {
    ...(all ? { projects: slowProjects } : fast),
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: all ? 600_000 : 30_000,
    hookTimeout: all ? 120_000 : 30_000,
    passWithNoTests: true,
  },
})
