import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bench } from '../harness/paths.ts'

/** Environments of other packages, by the variable that names another Python instead. */
const environments = [
  { name: 'peer', variable: 'TABRICATE_PYTHON', requirements: 'requirements.txt' },
  { name: 'judge', variable: 'TABRICATE_JUDGE_PYTHON', requirements: 'requirements-judge.txt' },
  { name: 'optimizer', variable: 'TABRICATE_OPTIMIZER_PYTHON', requirements: 'requirements-optimizer.txt' },
] as const

/** Makes the environments that are not there yet: `python3` with its `venv` is needed, and some gigabytes. */
export async function environmentsOfPython(): Promise<void> {
  for (const { name, variable, requirements } of environments) {
    const folder = join(bench, 'python', '.venv', name)
    if (process.env[variable] !== undefined || existsSync(folder)) continue
    console.log(`Python's packages of ${requirements} …`)
    try {
      execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' })
      const pip = join(folder, 'bin', 'pip')
      execFileSync(pip, ['install', '--quiet', '-r', join(bench, 'python', requirements)], {
        stdio: 'inherit',
      })
    } catch (error) {
      // Half an environment would be taken for a whole one.
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
  }
}
