// `npm test`: everything a change must pass. `npm run test:all`: the slower suite (statistics, whole trainings, processes).
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { problemsFile, resultsFile } from './problems-reporter.mjs'
import { bin, root, steps } from './run.mjs'
import { build, install } from './setup.mjs'

const suite = process.argv[2] === 'all' ? 'all' : 'fast'
mkdirSync(join(root, '.cache'), { recursive: true })
// What an earlier run left is not taken for this one's.
for (const file of [resultsFile(suite), problemsFile(suite)]) rmSync(file, { force: true })

const vitest = () =>
  bin(
    'vitest',
    [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${resultsFile(suite)}`,
      '--reporter=./scripts/problems-reporter.mjs',
    ],
    {
      env: { TABRICATE_SUITE: suite },
    },
  )

await steps(
  suite === 'all'
    ? [
        ['install', install],
        ['build', build],
        ['slow tests', vitest],
      ]
    : [
        ['install', install],
        ['build', () => build({ force: true })],
        ['format and lint', () => bin('biome', ['check', '--error-on-warnings', '.'])],
        ['typed lint', () => bin('eslint', ['.'])],
        ['types', () => bin('tsc', ['-p', 'tsconfig.json'])],
        ['browser types', () => bin('tsc', ['-p', 'tsconfig.browser.json'])],
        ['imports', () => bin('depcruise', ['--config', '.dependency-cruiser.cjs', 'packages'])],
        ['tests', vitest],
      ],
)
