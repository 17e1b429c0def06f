// Runs the workspace's commands: local binaries, and the pinned pnpm through npx (which every npm has).
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')
const windows = process.platform === 'win32'

/** Runs a command to its end; rejects when it fails. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: windows,
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve(output)
      reject(
        new Error(`${[command, ...args].join(' ')} ended with ${code}${output === '' ? '' : `\n${output}`}`),
      )
    })
  })
}

/** Runs a binary of node_modules. */
export function bin(name, args, options) {
  return run(join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name), args, options)
}

/** Runs the pnpm that package.json names. */
export function pnpm(args, options) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return run('npx', ['--yes', packageManager, ...args], options)
}

/** Runs named steps in order and says how long each took. */
export async function steps(list) {
  const times = []
  for (const [name, step] of list) {
    const start = performance.now()
    try {
      await step()
    } catch (error) {
      console.error(`\n${name} failed: ${error.message}`)
      process.exitCode = 1
      return false
    }
    times.push(`${name} ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  console.log(`\n${times.join(' · ')}`)
  return true
}
