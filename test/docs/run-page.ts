import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readUnits, type Unit } from './code-blocks.ts'
import { folderOf, type Page, root } from './pages.ts'
import { writtenAddress } from './platform.ts'
import { type Output, runShell, runTypeScript } from './program.ts'

/** Rows of `people.csv`, which stands for a reader's table: the first of `adult.csv`, enough for everything that pages do with it. */
const peopleRows = 1000

/** What a unit of a page wrote. */
export interface UnitOutput extends Output {
  readonly unit: Unit
}

/** Lays the tables that pages name into a folder. */
export async function layTables(folder: string): Promise<void> {
  await cp(join(root, 'examples', 'data'), join(folder, 'examples', 'data'), { recursive: true })
  const adult = await readFile(join(root, 'examples', 'data', 'adult.csv'), 'utf8')
  await writeFile(join(folder, 'people.csv'), adult.split('\n', peopleRows + 1).join('\n'))
}

/**
 * Runs everything that a page shows, in order, in one folder.
 * @throws Error that names the page and the line where something failed
 */
export async function runPage(
  page: Page,
  options: { readonly folder: string; readonly platform?: string },
): Promise<readonly UnitOutput[]> {
  const outputs: UnitOutput[] = []
  for (const unit of readUnits(page)) {
    const code =
      options.platform === undefined ? unit.code : unit.code.replace(writtenAddress, options.platform)
    try {
      outputs.push({ unit, ...(await runUnit({ ...unit, code }, page, options.folder)) })
    } catch (error) {
      throw new Error(`${page.path}:${unit.line} failed`, { cause: error })
    }
  }
  return outputs
}

async function runUnit({ language, code }: Unit, page: Page, folder: string): Promise<Output> {
  switch (language) {
    case 'json':
      JSON.parse(code)
      return { stdout: '', stderr: '' }
    case 'sh':
      return runShell(code, folder)
    case 'ts':
      return runTypeScript(code, { folder, importsFrom: folderOf(page) })
    default:
      return language satisfies never
  }
}
