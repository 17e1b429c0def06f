import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { results } from './paths.ts'

/** The one file of results that a command keeps. */
export interface ResultFile<Result> {
  write(result: Result): void
  /** `undefined` before anything was measured. */
  read(): Result | undefined
}

/**
 * @param path below `results`
 * @param isResult only the command writes the file, hence no check of what is further inside
 */
export function resultFile<Result>(
  path: string,
  isResult: (value: unknown) => value is Result,
): ResultFile<Result> {
  const file = join(results, path)
  return {
    write(result) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`)
    },
    read() {
      if (!existsSync(file)) return undefined
      const result: unknown = JSON.parse(readFileSync(file, 'utf8'))
      if (!isResult(result)) throw new Error(`results/${path} is no result of its command.`)
      return result
    },
  }
}
