import { beforeAll, describe, expect, it } from 'vitest'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Report } from '../evaluation/report.ts'
import { createRng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'
import {
  categoricalField,
  mixedTable,
  numericalField,
  numericTable,
  tableOf,
} from '../testing/table-fixtures.ts'
import { formatReportHtml, formatReportMarkdown } from './index.ts'
import { keyFigures } from './verdict.ts'

/** Names and categories that would be markup, code or another direction of writing if they were not escaped. */
const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</style><b>',
  "' onfocus='alert(1)",
  '&amp;<!--',
  '| a | b |\n# heading',
  '[link](javascript:alert(1)) `code` **bold** ~~x~~',
  'https://evil.example/',
  '\u202Egnp.exe',
  '\u0000\u001B[31m',
  '',
  '\uD800',
]

function hostileTable(rowCount: number, seed: number): Table {
  const rng = createRng(seed)
  const codes = () => Int32Array.from({ length: rowCount }, () => rng.integer(hostile.length))
  return tableOf(
    [
      ...hostile.map((name) => categoricalField(name, hostile, codes())),
      numericalField(
        '<i>number</i>',
        Float64Array.from({ length: rowCount }, () => rng.uniform()),
      ),
    ],
    rowCount,
  )
}

/** All tags of a page, without those of its style sheet. */
const tagsOf = (html: string) => html.match(/<[^>]*>/g) ?? []

describe('formatReportHtml', () => {
  let html = ''
  let report: Report
  beforeAll(async () => {
    report = await evaluate({
      real: mixedTable(300, 1),
      synthetic: mixedTable(200, 2),
      holdout: mixedTable(150, 3),
      target: 'smoker',
      privacy: { attacks: 20 },
      origin: {
        model: 'ctgan',
        options: { epochs: 3, layers: [256, 256] },
        software: { tabricate: '1.2.3' },
        training: { epochs: [1, 2, 3], curves: [{ name: 'generator', values: [0.5, null, -0.25] }] },
      },
    })
    html = formatReportHtml(report)
  })

  it('is one page that runs nothing and fetches nothing', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline';`)
    for (const tag of tagsOf(html)) {
      expect(tag).not.toMatch(/^<(script|iframe|object|embed|link|img|base|form)\b/i)
      expect(tag).not.toMatch(/\s(on\w+|src|style)=/i)
      expect(tag).not.toMatch(/href="(?!#)/i)
    }
    expect(html).not.toMatch(/url\(|@import/)
  })

  it('says when another model does better, or as well and sooner', () => {
    const own = report.quality.score.value ?? 0
    const told = (alternatives: readonly { model: string; quality: number; fitMs: number }[]) =>
      formatReportMarkdown({
        ...report,
        origin: { ...report.origin, fitMs: 9e6, alternatives: [...alternatives] },
      })
    const better = told([
      { model: 'plain', quality: 0, fitMs: 1 },
      { model: 'mixture', quality: own + 0.01, fitMs: 1234 },
    ])
    // In the verdict and beside the scores.
    expect(better.match(/Another model does better on this table: mixture/g)).toHaveLength(2)
    expect(better).toContain('after 1.2 s of training')
    expect(better).toContain('For comparison: plain reaches a quality of 0.000')
    const quicker = told([{ model: 'mixture', quality: own - 0.001, fitMs: 1234 }])
    expect(quicker).toContain('A quicker model does as well on this table: mixture')
    expect(told([])).not.toContain('this table: ')
  })

  it('is well formed: every element is closed in its turn', () => {
    const open: string[] = []
    for (const tag of tagsOf(html.replace(/<!doctype html>/, ''))) {
      const name = tag.match(/^<\/?([a-z][a-z0-9]*)/i)?.[1] ?? ''
      if (['meta', 'path', 'circle'].includes(name) || tag.endsWith('/>')) continue
      if (tag.startsWith('</')) expect(open.pop()).toBe(name)
      else open.push(name)
    }
    expect(open).toEqual([])
  })

  it('names every part for those who do not see it', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, id] of html.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)) expect(ids).toContain(id)
    expect(html.match(/<main>/g)).toHaveLength(1)
    // Plots are images with a name, or hidden because their numbers stand beside them.
    for (const tag of tagsOf(html)) {
      if (tag.startsWith('<svg')) expect(tag).toContain('aria-hidden="true"')
      if (tag.includes('role="img"')) expect(tag).toMatch(/aria-label="[^"]+"/)
      if (/^<th[ >]/.test(tag)) expect(tag).toMatch(/scope="(col|row)"/)
    }
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))
    expect(levels[0]).toBe(1)
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  it('says the numbers: scores between floor and ceiling, with intervals and what they rest on', () => {
    const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    const { quality, floor, ceiling } = report
    const show = (value: number | null | undefined) => (value ?? Number.NaN).toFixed(3)
    expect(text).toContain(
      `Quality ${show(quality.score.value)} ${show(quality.interval.score?.[0])} to ${show(quality.interval.score?.[1])} ` +
        `${show(floor.quality.score.value)} ${show(ceiling?.quality.score.value)}`,
    )
    expect(text).toContain(`7 columns, ${quality.pairsCounted} of 21 pairs`)
    expect(text).toContain('generator from 0.5 to -0.25')
    expect(text).toContain('Option layers [256,256]')
    expect(text).toContain('tabricate 1.2.3')
  })

  it('tells the values of numbers in rows, real beside synthetic', () => {
    const continuous = report.families.statisticalSimilarity.columns.flatMap(({ distribution }) =>
      distribution?.kind === 'continuous' ? [distribution] : [],
    )
    expect(continuous.length).toBeGreaterThan(0)
    const cells = [...html.matchAll(/<bdi>median<\/bdi><\/th>(<td class="number">[^<]+<\/td>){2}<\/tr>/g)]
    expect(cells).toHaveLength(continuous.length)
  })

  it('calls a score poor that is below floor and ceiling and good above them, even where these hardly differ', () => {
    const placed = (score: number, high: number, low = score): Report => {
      const at = (value: number) => ({
        ...report.floor,
        quality: { ...report.floor.quality, score: { value } },
      })
      const interval = { ...report.quality.interval, score: [low, high] as [number, number] }
      return {
        ...report,
        quality: { ...report.quality, score: { value: score }, interval },
        floor: at(0.86),
        ceiling: at(0.85),
      }
    }
    expect(keyFigures(placed(0.7, 0.75))[0]).toMatchObject({ name: 'Quality', grade: 'poor' })
    // By chance it may be as good as they are.
    expect(keyFigures(placed(0.83, 0.86))[0]).toMatchObject({ name: 'Quality', grade: 'unknown' })
    expect(keyFigures(placed(0.93, 0.95, 0.87))[0]).toMatchObject({ name: 'Quality', grade: 'unknown' })
    expect(keyFigures(placed(0.93, 0.95, 0.9))[0]).toMatchObject({ name: 'Quality', grade: 'good' })
  })

  it('draws the least alike columns first', () => {
    const byScore = report.quality.columns.toSorted((a, b) => (a.value ?? 2) - (b.value ?? 2))
    const titles = [...html.matchAll(/<h3>([^<]*)<\/h3>/g)].map(([, title]) => title)
    expect(titles).toEqual(byScore.map(({ column }) => column))
  })
})

describe('reports of hostile tables', () => {
  let report: Report
  beforeAll(async () => {
    report = await evaluate({
      real: hostileTable(200, 1),
      synthetic: hostileTable(150, 2),
      target: hostile[0] ?? '',
      privacy: { attacks: 10, secrets: ['<i>number</i>'] },
      origin: { model: '<u>', options: { '<s>': '</table>' }, tables: { real: '<h1>' } },
    })
  })

  it('let no text from the data become markup', () => {
    const html = formatReportHtml(report)
    const allowed =
      /^<\/?(!doctype|html|head|meta|title|style|body|header|h[123]|p|div|span|nav|ul|li|a|main|section|table|caption|thead|tbody|tr|th|td|bdi|svg|path|circle|text|figure|figcaption|article)\b/
    for (const tag of tagsOf(html)) {
      expect(tag).toMatch(allowed)
      // Outside of quotes there is nothing but the page's own attributes.
      expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/alert|onerror|onfocus|'/)
    }
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('\\u{202e}gnp.exe')
    expect(html).toContain('(empty)')
    for (const character of ['\u0000', '\u001B', '\u202E']) expect(html).not.toContain(character)
    // Half of a surrogate pair cannot be written as UTF-8.
    expect(html).not.toMatch(/\p{Surrogate}/u)
  })

  it('let no text from the data become Markdown', () => {
    const markdown = formatReportMarkdown(report)
    // A character that could begin markup follows a backslash, wherever it comes from the data.
    const bare = markdown.replace(/\\[^\n]/g, '')
    expect(bare).not.toMatch(/[<>[\]`_~@&]/)
    expect(bare).not.toMatch(/:\//)
    expect(markdown.match(/^# /gm)).toHaveLength(1)
    expect(markdown).toContain('\\<script\\>alert(1)\\</script\\>')
    const tables = markdown.split('\n\n').filter((part) => part.startsWith('|'))
    for (const table of tables) {
      const cells = table.split('\n').map((line) => line.replace(/\\./g, '').split('|').length)
      expect(new Set(cells).size).toBe(1)
    }
  })
})

describe('reports of tables that say little', () => {
  const empty = selectRows(mixedTable(30), new Int32Array(0))
  const tables = {
    'without synthetic rows': { real: mixedTable(30), synthetic: empty },
    'without any rows': { real: empty, synthetic: empty, holdout: empty },
    'of one row': { real: mixedTable(1, 1), synthetic: mixedTable(1, 2), holdout: mixedTable(1, 3) },
    'without a holdout': { real: numericTable(60, 1), synthetic: numericTable(60, 2) },
  }

  it.each(Object.entries(tables))('give reasons in place of figures: %s', async (_, given) => {
    const report = await evaluate({ ...given, privacy: { attacks: 10 } })
    for (const text of [formatReportHtml(report), formatReportMarkdown(report)]) {
      expect(text).not.toMatch(/NaN|Infinity|undefined|null|\[object/)
      expect(text).toMatch(/Without a holdout|The holdout has only 1 row:/)
      expect(text).toContain('No target column was named.')
    }
  })
})
