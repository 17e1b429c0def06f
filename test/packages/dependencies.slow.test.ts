import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { root } from './pack-packages.ts'

it('no dependency is missing or unused, no file is left over', async () => {
  const bin = join(root, 'node_modules', '.bin', 'knip')
  const include = 'dependencies,unlisted,unresolved,binaries,files'
  const { stdout } = await promisify(execFile)(
    bin,
    ['--include', include, '--no-config-hints', '--no-progress'],
    { cwd: root },
  )
  expect(stdout.trim()).toBe('')
})

it('every dependency has a licence that goes with MIT, and is listed', async () => {
  const script = join(root, 'scripts', 'write-licences.mjs')
  await expect(
    promisify(execFile)(process.execPath, [script, '--check'], { cwd: root }),
  ).resolves.toBeDefined()
})
