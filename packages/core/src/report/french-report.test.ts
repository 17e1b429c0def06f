import { beforeAll, describe, expect, it } from 'vitest'
import { reportVariants } from '../../test/report/report-variants.ts'
import type { Report } from '../evaluation/report.ts'
import { formatReportHtml, formatReportMarkdown, keyFigures, verdictText } from './index.ts'
import { templates } from './texts/french/templates.ts'
import { toldTexts } from './texts/french/told-texts.ts'
import { nouns } from './texts/nouns.ts'

let variants: ReadonlyMap<string, Report> = new Map()
beforeAll(async () => {
  variants = await reportVariants()
}, 120_000)

const french = { language: 'fr' } as const

describe('a report in French', () => {
  it('leaves no text in English, whatever it has to say', () => {
    const left = [...variants].flatMap(([name, report]) => [
      ...leftInHtml(report).map((text) => `${name}, page: ${text}`),
      ...leftInMarkdown(report).map((text) => `${name}, Markdown: ${text}`),
    ])
    expect(left).toEqual([])
  })

  it('is told apart from English by this test', () => {
    const [report] = variants.values()
    if (report === undefined) throw new Error('There is no report.')
    const withEnglish: Report = {
      ...report,
      families: {
        ...report.families,
        privacy: { ...report.families.privacy, remarks: ['Moon cheese.'], weakest: 'that of the moon' },
      },
    }
    expect(leftInHtml(withEnglish)).toEqual(
      expect.arrayContaining(['Moon cheese.', expect.stringContaining('that of the moon')]),
    )
  })

  it('was tried with every text that there is', () => {
    const reports = [...variants.values()]
    const said = [
      ...reports.flatMap((report) => textsOf(formatReportHtml(report))),
      ...reports.map((report) => formatReportMarkdown(report).replaceAll('\\', '')),
    ].join('\n')
    const untried = Object.keys(templates).filter(
      (template) => !template.split(/\{\w+\}/).every((part) => said.includes(part)),
    )
    expect(untried).toEqual([])
  })

  it('writes numbers, plurals and punctuation as French does', () => {
    const report = variants.get('whole')
    if (report === undefined) throw new Error('There is no such report.')
    const html = formatReportHtml(report, french)
    expect(html).toMatch(/^<!doctype html>\n<html lang="fr">/)
    expect(html).toContain('<title>Qualité d’un tableau synthétique</title>')
    const text = textsOf(html).join(' ')
    const score = (report.quality.score.value ?? 0).toFixed(3).replace('.', ',')
    expect(text).toContain(score)
    expect(text).toContain(
      '150 lignes synthétiques (synthetic.csv), par le modèle ctgan, face à 200 lignes réelles (real.csv), avec 100 lignes mises de côté (holdout.csv)',
    )
    expect(text).toContain('90,0\u202Fs')
    expect(text).toMatch(/\d,\d\u202F%/)
    expect(text).toMatch(/\d\d\/\d\d\/20\d\d/)
    expect(text).not.toMatch(/\d\.\d{3}(?!\.)/)
    expect(textsOf(html).filter((each) => /\S [:;?!%»]/.test(each))).toEqual([])
  })

  it('is asked for by the same option everywhere, and other languages are refused', () => {
    const report = variants.get('whole')
    if (report === undefined) throw new Error('There is no such report.')
    expect(keyFigures(report, french).map(({ name }) => name)).toEqual([
      'Qualité',
      'Confidentialité',
      'Utilité',
    ])
    expect(verdictText(report, french)).toMatch(
      /^[^;]* le tableau synthétique [^;]*\u202F; [^;]*\u202F; [^;]*\.$/,
    )
    expect(formatReportMarkdown(report, french)).toMatch(/^# Qualité d’un tableau synthétique\n/)
    // @ts-expect-error: there is no such language.
    expect(() => formatReportHtml(report, { language: 'de' })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    )
  })
})

/** Texts of the French page that are those of the English one, or hold English words. */
function leftInHtml(report: Report): string[] {
  const [english, translated] = [formatReportHtml(report), formatReportHtml(report, french)].map(textsOf)
  const names = patternOf(namesIn(report))
  expect(translated).toHaveLength(english?.length ?? 0)
  return (translated ?? []).filter((text, i) => {
    const bare = text.replaceAll(names, '')
    const isSame = text === english?.[i] && /\p{L}{2}/u.test(bare) && !unchanged.has(text.trim())
    return isSame || hasEnglish(bare)
  })
}

function leftInMarkdown(report: Report): string[] {
  const names = patternOf(namesIn(report))
  return formatReportMarkdown(report, french)
    .replaceAll('\\', '')
    .split('\n')
    .filter((line) => hasEnglish(line.replaceAll(names, '')))
}

/** Texts, and names of what is not seen, in order. */
function textsOf(html: string): string[] {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, '<>$1<>')
    .split(/<[^>]*>/)
    .map((text) =>
      text
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    )
}

/** What comes from the data, and names of metrics. */
function namesIn({ target, quality, diagnostic, families, origin }: Report): readonly string[] {
  const { statisticalSimilarity, mlEfficacy } = families
  const columns = statisticalSimilarity.columns
  const categories = columns.flatMap(({ distribution }) =>
    distribution?.kind === 'discrete' ? distribution.categories.map(({ category }) => category) : [],
  )
  const metrics = [
    ...columns.flatMap((column) => column.metrics.map(({ metric }) => metric)),
    ...quality.pairs.map(({ metric }) => metric),
    ...diagnostic.columns.map(({ metric }) => metric),
    'KSComplement',
    'TVComplement',
    'SDMetrics',
    'AUC',
    'F1',
  ]
  const { tables, model, options, software, alternatives } = origin ?? {}
  const told = [
    ...Object.values(tables ?? {}).filter((table) => table !== undefined),
    ...Object.keys({ ...options, ...software }),
    ...[model, target].filter((each) => typeof each === 'string'),
    ...(alternatives ?? []).map((each) => each.model),
  ]
  const all = [
    ...columns.map(({ column }) => column),
    ...categories,
    ...metrics,
    ...mlEfficacy.classes,
    ...told,
  ]
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

/** Any of the names, as a whole. */
function patternOf(names: readonly string[]): RegExp {
  const literals = names.map((name) => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${literals.join('|')})(?![\\p{L}\\p{N}_])`, 'gu')
}

const wordsIn = (texts: readonly string[]) =>
  new Set(texts.flatMap((text) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? []))

const pairs: readonly (readonly [string, string])[] = [
  ...Object.entries(templates),
  ...toldTexts,
  ...Object.values(nouns).flatMap(({ en, fr }) => en.map((each, i) => [each, fr[i] ?? ''] as const)),
]

const frenchWords = wordsIn(pairs.map(([, translated]) => translated))

/** Words of the English texts that no French one has. */
const englishWords = new Set(
  [...wordsIn(pairs.map(([english]) => english))].filter((word) => !frenchWords.has(word)),
)

/** Texts that are the same in both. */
const unchanged = new Set(
  pairs.filter(([english, translated]) => english === translated).map(([text]) => text),
)

function hasEnglish(text: string): boolean {
  return [...wordsIn([text])].some((word) => englishWords.has(word))
}
