// What `npm start` and `npm run demo` share: setting up, and running the built command line.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './run.mjs'
import { build, install } from './setup.mjs'

/** Installs and builds what is out of date; ends the process when that fails. */
export async function setUp() {
  const start = performance.now()
  console.log(
    'Setting up: installing what the lockfile names and building (a minute or two the first time) …',
  )
  try {
    await install()
    await build()
  } catch (error) {
    console.error(`Setting up failed: ${error.message}`)
    process.exit(1)
  }
  console.log(`Set up after ${((performance.now() - start) / 1000).toFixed(1)} s.\n`)
}

/** Runs the built command line in the root of the clone to its exit code; a signal to end ends it first. */
export function tabricate(args) {
  return new Promise((resolve, reject) => {
    const bin = join(root, 'packages', 'cli', 'dist', 'bin.js')
    const child = spawn(process.execPath, [bin, ...args], { cwd: root, stdio: 'inherit' })
    // A terminal sends Ctrl-C to the child too, which ends by it; a service manager terminates this process alone.
    process.on('SIGINT', () => undefined)
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}
