import { createTranslator } from '../../translation/create-translator.ts'
import { displayName } from '../text/display-name.ts'
import { type FigureFormat, figureFormats } from '../text/figure-format.ts'
import { protectSpaces } from './french/protect-spaces.ts'
import { type Template, templates } from './french/templates.ts'
import { toldTexts } from './french/told-texts.ts'
import { type Noun, nouns } from './nouns.ts'
import type { ReportLanguage } from './report-options.ts'

/**
 * Terminology
 *   template   a text of a report in English, with `{names}` for what is put in: it stands where it is used, and is what the other
 *              language is looked up by
 *   told       what the metrics tell in English inside a report, which is data: translated by patterns
 */
export interface ReportTexts {
  readonly language: ReportLanguage
  readonly figures: FigureFormat
  readonly t: Translate
  /** `1 row`, `2 rows`. */
  readonly counted: (value: number, noun: Noun) => string
  /** A reason, a remark, or a name that a metric, a learner or a training gave. */
  readonly told: (text: string) => string
  /** See {@link displayName}. */
  readonly name: (text: string) => string
}

type Slots<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Slots<Rest>
  : never

type PlainTemplate = { [Text in Template]: [Slots<Text>] extends [never] ? Text : never }[Template]

/** The text in the language of the report, with the values put in. */
interface Translate {
  (template: PlainTemplate): string
  <Text extends Exclude<Template, PlainTemplate>>(
    template: Text,
    values: Readonly<Record<Slots<Text>, string>>,
  ): string
}

interface Catalogue {
  readonly find: (template: Template) => string
  readonly told: (text: string) => string
}

const catalogues: Readonly<Record<ReportLanguage, () => Catalogue>> = {
  en: () => ({ find: (template) => template, told: (text) => text }),
  fr: () => ({
    find: (template) => protectSpaces(templates[template]),
    told: createTranslator(
      toldTexts.map(([english, french]) => [english, protectSpaces(french)]),
      figureFormats.fr.number,
    ),
  }),
}

/** What a report in that language is written with. */
export function reportTexts(language: ReportLanguage): ReportTexts {
  const figures = figureFormats[language]
  const { find, told } = catalogues[language]()
  const t: Translate = (template: Template, values: Readonly<Record<string, string>> = {}) =>
    find(template).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return {
    language,
    figures,
    t,
    counted: (value, noun) =>
      `${figures.count(value)} ${nouns[noun][language][figures.isOne(value) ? 0 : 1]}`,
    told,
    name: (text) => displayName(text, t('(empty)')),
  }
}
