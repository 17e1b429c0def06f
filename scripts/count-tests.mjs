// Adds up what both suites reported: `N passed, N failed, N skipped`.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const counts = { passed: 0, failed: 0, skipped: 0 }
for (const suite of ['fast', 'all']) {
  const file = join(root, '.cache', `results-${suite}.json`)
  if (!existsSync(file)) {
    console.error(`The ${suite} suite left no results.`)
    process.exitCode = 1
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  counts.passed += report.numPassedTests
  counts.failed += report.numFailedTests
  counts.skipped += report.numPendingTests + report.numTodoTests
}
if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
