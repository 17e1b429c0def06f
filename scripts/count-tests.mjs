// Tells what went wrong in either suite, then adds up what both reported: `N passed, N failed, N skipped`.
import { existsSync, readFileSync } from 'node:fs'
import { problemsFile, resultsFile } from './problems-reporter.mjs'

const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const suite of ['fast', 'all']) {
  if (!existsSync(resultsFile(suite)) || !existsSync(problemsFile(suite))) {
    console.error(`The ${suite} suite left no results: a step before it failed, or it was stopped.`)
    process.exitCode = 1
    continue
  }
  const report = read(resultsFile(suite))
  const problems = read(problemsFile(suite))
  for (const problem of problems) console.error(`${suite} suite: ${problem}`)
  counts.passed += report.numPassedTests
  // A hook that failed and an error that nobody caught are no tests, and failures all the same.
  counts.failed += Math.max(report.numFailedTests, problems.length)
  counts.skipped += report.numPendingTests + report.numTodoTests
}
if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
