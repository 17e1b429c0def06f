import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPages, root } from './pages.ts'
import { createFolder, removeFolder } from './program.ts'

/** The front page of the repository, the site's own, what a forge shows. */
const elsewhere = new Set(['README.md', 'docs/README.md', 'SECURITY.md'])

/** The text of a page without what lets long words break, and with its characters as they are. */
function textOf(html: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' }
  return html
    .replaceAll('<wbr/>', '')
    .replaceAll(/&([#\w]+);/g, (whole, name: string) => named[name] ?? whole)
}

/** Links within the site, of the pages of one of its folders, that lead to no file. */
async function deadLinks(of: string): Promise<readonly string[]> {
  const dead: string[] = []
  for (const name of (await readdir(of)).filter((file) => file.endsWith('.html'))) {
    const html = await readFile(join(of, name), 'utf8')
    for (const [, link = ''] of html.matchAll(/href="([^"#]+)/g)) {
      if (/^[a-z]+:/.test(link)) continue
      if (!existsSync(join(of, decodeURIComponent(textOf(link))))) dead.push(`${name}: ${link}`)
    }
  }
  return dead
}

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

  // Pages are called by their headings, in the navigation and in the search.
  const navigation = await readFile(join(folder, 'modules.html'), 'utf8')
  const pages = (await readPages()).filter(({ path }) => !elsewhere.has(path))
  expect(pages.length).toBeGreaterThan(40)
  for (const { path, text } of pages) {
    const heading = /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? ''
    expect(textOf(navigation), path).toContain(heading)
  }
  const modules = await readdir(join(folder, 'modules'))
  for (const name of [
    'client',
    'core',
    'core_node',
    'models-ctgan',
    'models-mixture',
    'models-tvae',
    'nn',
    'nn_web',
    'optimizer',
    'server',
  ])
    expect(modules).toContain(`_tabricate_${name}.html`)
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('The first result')
  for (const page of ['.', 'documents', 'modules']) expect(await deadLinks(join(folder, page))).toEqual([])
})
