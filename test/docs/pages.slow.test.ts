import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { typeIssues } from './check-types.ts'
import { readUnits } from './code-blocks.ts'
import { type Page, readPages } from './pages.ts'
import { startPlatform, writtenAddress } from './platform.ts'
import { createFolder, removeFolder } from './program.ts'
import { layTables, runPage } from './run-page.ts'

// Everything that the pages show is run: in the order of the page, in a folder of its own, with the tables that pages speak of.
const pages = (await readPages()).filter((page) => readUnits(page).length > 0)
/** Has a test of its own, which looks at what it leaves behind. */
const elsewhere = new Set(['README.md', 'docs/guides/server.md'])

const folders: string[] = []
afterAll(() => Promise.all(folders.map(removeFolder)))

async function folderFor({ path }: Page): Promise<string> {
  const [, packageFolder] = /^(packages\/[^/]+)\//.exec(path) ?? []
  const folder = await createFolder(packageFolder)
  folders.push(folder)
  await layTables(folder)
  return folder
}

describe('the pages', () => {
  it('compile', () => {
    expect(typeIssues(pages)).toEqual([])
  })

  it('that do not compile are found', () => {
    const text =
      "```ts\nimport { independent } from '@tabricate/core'\nconst n: string = independent().id.length\n```"
    expect(typeIssues([{ path: 'docs/x.md', text }])).toEqual([
      "docs/x.md:1, its line 2: Type 'number' is not assignable to type 'string'.",
    ])
  })

  it.each(pages.filter(({ path }) => !elsewhere.has(path)))('run: $path', async (page) => {
    const folder = await folderFor(page)
    const platform = writtenAddress.test(page.text) ? await startPlatform(folder) : undefined
    try {
      const outputs = await runPage(page, { folder, ...(platform && { platform: platform.address }) })
      // What a program writes there is a warning that the page does not speak of.
      for (const { unit, stderr } of outputs) if (unit.language === 'ts') expect(stderr).toBe('')
      expect(filesMissing(page, await readdir(folder))).toEqual([])
    } finally {
      await platform?.stop()
    }
  })
})

/** Files that commands of the page say they write, with `-o` and the like, and that are not there. */
function filesMissing(page: Page, found: readonly string[]): readonly string[] {
  const named = readUnits(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ code }) =>
      Array.from(code.matchAll(/ (?:-o|--report|--save) ([\w.-]+\.\w+)/g), ([, name = '']) => name),
    )
  return named.filter((name) => !found.includes(name))
}

describe('a page', () => {
  it('that fails says where', async () => {
    const text = 'A line.\n\n```sh\ntrue\n```\n\n```sh\ntabricate inspect no-such-file.csv\n```\n'
    const page = { path: 'docs/x.md', text }
    const folder = await folderFor(page)
    await expect(runPage(page, { folder })).rejects.toThrow('docs/x.md:7 failed')
    expect(existsSync(join(folder, 'people.csv'))).toBe(true)
  })
})
