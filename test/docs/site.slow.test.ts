import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from './pages.ts'
import { createFolder, removeFolder } from './program.ts'

let folder = ''
beforeAll(async () => {
  folder = await createFolder()
})
afterAll(() => removeFolder(folder))

it('is a site of all guides and all packages, made without a warning', async () => {
  const typedoc = join(root, 'node_modules', 'typedoc', 'bin', 'typedoc')
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [typedoc, '--out', folder], {
    cwd: root,
    maxBuffer: 50_000_000,
  })
  expect(`${stdout}${stderr}`).not.toMatch(/warning|error/i)

  const documents = await readdir(join(folder, 'documents'))
  const guides = await readdir(join(root, 'docs', 'guides'))
  expect(documents.length).toBeGreaterThanOrEqual(guides.length + 10)
  const modules = await readdir(join(folder, 'modules'))
  for (const name of [
    'core',
    'nn',
    'models-ctgan',
    'models-mixture',
    'models-tvae',
    'optimizer',
    'server',
    'client',
  ])
    expect(
      modules.filter((file) => file.startsWith(name)),
      name,
    ).not.toEqual([])
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('The first result')
})
