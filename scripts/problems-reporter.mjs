// A Vitest reporter that keeps what no count of tests tells: hooks and files that failed, and errors that nobody caught.
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './run.mjs'

/** Where Vitest's JSON report of a suite is kept. */
export const resultsFile = (suite) => join(root, '.cache', `results-${suite}.json`)

/** Where the problems of a suite are kept: a list of texts, the failed tests among them; empty when all is well. */
export const problemsFile = (suite) => join(root, '.cache', `problems-${suite}.json`)

export default class ProblemsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const problems = modules.flatMap((module) => {
      const path = relative(root, module.moduleId)
      const suites = [module, ...module.children.allSuites()]
      return [
        ...suites.flatMap((suite) =>
          suite.errors().map((error) => `${path}: ${nameOf(suite)}${messageOf(error)}`),
        ),
        ...[...module.children.allTests('failed')].map(
          (test) => `${path}: ${test.fullName}: ${(test.result().errors ?? []).map(messageOf).join('; ')}`,
        ),
      ]
    })
    problems.push(...unhandledErrors.map((error) => `uncaught: ${messageOf(error)}\n${error.stack ?? ''}`))
    const suite = process.env.TABRICATE_SUITE === 'all' ? 'all' : 'fast'
    writeFileSync(problemsFile(suite), JSON.stringify(problems))
  }
}

const nameOf = (suite) => (suite.type === 'suite' ? `${suite.fullName}: ` : '')
const messageOf = (error) => error.message ?? String(error)
