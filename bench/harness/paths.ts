import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Folder `bench` of the checkout: the bundle runs from its cache, so it is told. */
export const bench = process.env.TABRICATE_BENCH ?? resolve('bench')
export const repository = join(bench, '..')
export const cache = join(bench, '.cache')
export const results = join(bench, 'results')
export const peerScript = join(bench, 'python', 'peer.py')

const shared = join(repository, '..', 'shared')

/** Folder of the real tables. */
export const dataFolder = (): string =>
  required(process.env.TABRICATE_DATA ?? join(shared, 'data'), 'the real tables', 'TABRICATE_DATA')

/** The script that judges synthetic tables. */
export const judgeScript = (): string =>
  required(process.env.TABRICATE_JUDGE ?? join(shared, 'judge', 'judge.py'), 'judge.py', 'TABRICATE_JUDGE')

const recorded = join(bench, 'recorded')

/** The reference's quality, measured with its defaults: its text `what` says how. */
export const referenceQualityFile = join(recorded, 'reference-quality.json')

/** Curves of other optimizers on the functions as they are: its text `about` says how they were recorded. */
export const recordedOptimizersFile = join(recorded, 'optimizers.json')

/** The Python that has the peer's packages. */
export const peerPython = (): string => python('TABRICATE_PYTHON', 'peer')

/** The Python that has the judge's packages. */
export const judgePython = (): string => python('TABRICATE_JUDGE_PYTHON', 'judge')

/** The Python that has the other optimizers. */
export const optimizerPython = (): string => python('TABRICATE_OPTIMIZER_PYTHON', 'optimizer')

function python(variable: string, environment: string): string {
  const local = join(bench, 'python', '.venv', environment)
  const binary =
    process.platform === 'win32' ? join(local, 'Scripts', 'python.exe') : join(local, 'bin', 'python')
  return required(process.env[variable] ?? binary, `Python for the ${environment}`, variable)
}

function required(path: string, what: string, variable: string): string {
  if (existsSync(path)) return path
  throw new Error(`There is no ${path} (${what}). Set ${variable}, or make it as bench/README.md says.`)
}
