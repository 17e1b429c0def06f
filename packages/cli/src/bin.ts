#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts'
import { runProgram } from './program.ts'

const controller = new AbortController()

// The first signal stops the work and removes what is half written; a second one ends the process at once.
const exitCodeBySignal = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (controller.signal.aborted) process.exit(exitCodeBySignal[name])
    controller.abort(name)
  })
}

// Writers are told of a closed pipe through their callbacks; without a listener the event would end the process.
process.stdout.on('error', () => {})

const exitCode = await runProgram(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: controller.signal,
  clock: () => performance.now(),
})
// Ends open input too, once everything is written.
process.stdout.write('', () => process.exit(exitCode))
