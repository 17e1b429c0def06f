import { defineConfig } from 'vitest/config'

// Fast suite: *.test.ts. Slow suite (statistical, whole trainings, processes): *.slow.test.ts, with TABRICATE_SUITE=all.
const all = process.env['TABRICATE_SUITE'] === 'all'

export default defineConfig({
  resolve: { conditions: ['tabricate:source'] },
  ssr: { resolve: { conditions: ['tabricate:source', 'node'] } },
  test: {
    include: all
      ? ['packages/*/src/**/*.slow.test.ts', 'examples/**/*.slow.test.ts']
      : ['packages/*/src/**/*.test.ts', 'bench/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: all
      ? ['**/node_modules/**', '**/dist/**']
      : ['**/*.slow.test.ts', '**/node_modules/**', '**/dist/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: all ? 600_000 : 30_000,
    passWithNoTests: true,
  },
})
