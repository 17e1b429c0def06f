import type { Page } from './pages.ts'

/**
 * Terminology
 *   block   a fenced piece of a page
 *   mark    an HTML comment in the line before a block, invisible to readers: `<!-- not run: why -->`, or `<!-- continues -->`
 *   unit    what is run at once: a block and those that continue it, at the place of the last one
 */
export interface Block {
  /** Line of its fence, from 1. */
  readonly line: number
  readonly language: string
  readonly code: string
  /** Why it is not run, where it is marked so. */
  readonly notRun: string | null
  /** Whether it goes on where the block of the same language before it ended. */
  readonly continues: boolean
}

export interface Unit {
  readonly language: 'ts' | 'sh' | 'json'
  /** Of the first block. */
  readonly line: number
  readonly code: string
}

/** Languages of blocks that say nothing to a machine: diagrams, answers, sketches of files. */
const prose = new Set(['text', 'mermaid'])
const runnable = new Set(['ts', 'sh', 'json'])

/** All blocks of a page, in order. */
export function readBlocks({ text }: Page): readonly Block[] {
  const lines = text.split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const fence = /^```(.*)$/.exec(lines[at] ?? '')
    if (fence === null) continue
    const end = lines.indexOf('```', at + 1)
    const last = end === -1 ? lines.length : end
    const mark = /^<!-- (.*) -->$/.exec(lines[at - 1] ?? '')?.[1] ?? ''
    blocks.push({
      line: at + 1,
      language: fence[1]?.trim() ?? '',
      code: lines.slice(at + 1, last).join('\n'),
      notRun: mark.startsWith('not run: ') ? mark.slice('not run: '.length) : null,
      continues: mark === 'continues',
    })
    at = last
  }
  return blocks
}

/** What is wrong with a page's blocks: each has to be run, to be text, or to say why it is not run. */
export function blockIssues(page: Page): readonly string[] {
  const issues = readBlocks(page).flatMap(({ line, language, notRun, continues }) => {
    const place = `${page.path}:${line}`
    if (notRun !== null && notRun.length < 10) return [`${place}: says not why it is not run`]
    if (notRun !== null || prose.has(language)) return []
    if (!runnable.has(language)) return [`${place}: "${language}" can neither be run nor is it text`]
    return continues && !unitsBefore(page, line, language) ? [`${place}: continues nothing`] : []
  })
  const indented = page.text.split('\n').flatMap((line, at) => (/^\s+```/.test(line) ? [at + 1] : []))
  return [...issues, ...indented.map((line) => `${page.path}:${line}: an indented block is not seen`)]
}

function unitsBefore(page: Page, line: number, language: string): boolean {
  return readUnits(page).some((unit) => unit.line < line && unit.language === language)
}

/** What is to be run of a page, in order. */
export function readUnits(page: Page): readonly Unit[] {
  const units: Unit[] = []
  for (const { language, code, line, notRun, continues } of readBlocks(page)) {
    if (notRun !== null || (language !== 'ts' && language !== 'sh' && language !== 'json')) continue
    const before = continues ? units.findLastIndex((unit) => unit.language === language) : -1
    const [begun] = before === -1 ? [] : units.splice(before, 1)
    units.push(
      begun === undefined ? { language, line, code } : { ...begun, code: `${begun.code}\n\n${code}` },
    )
  }
  return units
}
