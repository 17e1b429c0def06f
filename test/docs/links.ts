import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { folderOf, type Page, readPage, root } from './pages.ts'

/** Relative links of a page that lead to no file, or to no heading of one. A folder is no file: the site that is made of the pages has none. */
export async function brokenLinks(page: Page): Promise<readonly string[]> {
  const broken: string[] = []
  for (const link of linksOf(page)) {
    const [path = '', anchor] = link.split('#', 2)
    const target = join(folderOf(page), decodeURI(path))
    if (path !== '' && statSync(target, { throwIfNoEntry: false })?.isFile() !== true)
      broken.push(`${page.path}: there is no file ${link}`)
    else if (anchor !== undefined && !anchorsOf(path === '' ? page : await pageAt(target)).has(anchor))
      broken.push(`${page.path}: there is no heading for ${link}`)
  }
  return broken
}

function linksOf({ text }: Page): readonly string[] {
  const links = withoutCode(text).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)|(?:href|src)="([^"]+)"/g)
  return Array.from(links, ([, link = '', attribute]) => attribute ?? link).filter(
    (link) => !/^[a-z]+:/.test(link),
  )
}

/** Only pages have anchors. */
async function pageAt(target: string): Promise<Page> {
  const path = relative(root, target)
  return path.endsWith('.md') ? readPage(path) : { path, text: '' }
}

/** The anchors that forges give headings. */
function anchorsOf({ text }: Page): ReadonlySet<string> {
  const anchors = new Map<string, number>()
  for (const [, heading = ''] of withoutFences(text).matchAll(/^#{1,6} +(.+)$/gm)) {
    const words = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .trim()
      .toLowerCase()
    const anchor = words.replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-')
    const before = anchors.get(anchor) ?? 0
    anchors.set(before === 0 ? anchor : `${anchor}-${before}`, 1)
    anchors.set(anchor, before + 1)
  }
  return new Set(anchors.keys())
}

function withoutFences(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '')
}

function withoutCode(text: string): string {
  return withoutFences(text).replaceAll(/`[^`\n]+`/g, '')
}
