import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'

/** The root of the workspace. */
export const root = join(import.meta.dirname, '..', '..')

/** A page of the documentation. */
export interface Page {
  /** Below the root, with `/`. */
  readonly path: string
  readonly text: string
}

const ofTheRoot = ['README.md', 'CONTRIBUTING.md', 'FEATURES.md', 'SECURITY.md']

/** Every page that readers are sent to: the guides, the README of each package and example, and those of the root. */
export async function readPages(): Promise<readonly Page[]> {
  return Promise.all(
    [...ofTheRoot, ...(await below({ docs: Infinity, packages: 2, examples: 2 }))].map(readPage),
  )
}

/** Those, and what only who works on the project reads. */
export async function readAllMarkdown(): Promise<readonly Page[]> {
  const folders = { docs: Infinity, packages: Infinity, examples: Infinity, bench: Infinity }
  return Promise.all([...ofTheRoot, 'AGENTS.md', ...(await below(folders))].map(readPage))
}

export async function readPage(path: string): Promise<Page> {
  return { path, text: await readFile(join(root, path), 'utf8') }
}

/** The folder that a page's links and imports start from. */
export function folderOf({ path }: Page): string {
  return dirname(join(root, path))
}

async function below(folders: { readonly [folder: string]: number }): Promise<string[]> {
  const found = Object.entries(folders).map(([folder, depth]) => markdownBelow(folder, depth))
  return (await Promise.all(found)).flat()
}

async function markdownBelow(folder: string, depth: number): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory() && depth > 1 && !ignored.has(entry.name))
      found.push(...(await markdownBelow(path, depth - 1)))
    if (entry.isFile() && entry.name.endsWith('.md') && entry.name !== 'CHANGELOG.md') found.push(path)
  }
  return found.map((path) => path.replaceAll(sep, '/')).sort()
}

const ignored = new Set(['node_modules', 'dist', '.cache', '.venv'])
