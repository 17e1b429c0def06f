import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../../translation/create-translator.ts'
import { nouns } from '../nouns.ts'
import { columnTemplates } from './column-templates.ts'
import { commonTemplates } from './common-templates.ts'
import { privacyTemplates } from './privacy-templates.ts'
import { protectSpaces } from './protect-spaces.ts'
import { reproductionTemplates } from './reproduction-templates.ts'
import { scoreTemplates } from './score-templates.ts'
import { templates } from './templates.ts'
import { toldTexts } from './told-texts.ts'
import { verdictTemplates } from './verdict-templates.ts'

const slotsOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

describe('templates', () => {
  it('have the same slots in both languages', () => {
    const different = Object.entries(templates).filter(
      ([english, french]) => slotsOf(english).join() !== slotsOf(french).join(),
    )
    expect(different).toEqual([])
  })

  it('stand in one catalogue each', () => {
    const catalogues = [
      columnTemplates,
      commonTemplates,
      privacyTemplates,
      reproductionTemplates,
      scoreTemplates,
      verdictTemplates,
    ]
    const all = catalogues.flatMap(Object.keys)
    expect(all.filter((template, i) => all.indexOf(template) !== i)).toEqual([])
    expect(all).toHaveLength(Object.keys(templates).length)
  })

  it('are all used', () => {
    const sources = readSources(join(import.meta.dirname, '../..'))
      .filter(({ file }) => !file.includes('/french/'))
      .map(({ text }) => text)
      .join('\n')
    const unused = Object.keys(templates).filter((template) => !sources.includes(`'${template}'`))
    // Types of columns are templates as they are.
    expect(unused).toEqual(['numerical', 'categorical', 'boolean', 'id'])
  })

  it('keep French punctuation with the word before it', () => {
    expect(protectSpaces('Vrai ? « oui » : 5 % ; fin !')).toBe(
      'Vrai\u202F? «\u00A0oui\u00A0»\u00A0: 5\u202F% ; fin\u202F!'.replace(' ; ', '\u202F; '),
    )
  })
})

it('nouns differ between one and several in French', () => {
  for (const { fr } of Object.values(nouns)) expect(fr[0]).not.toBe(fr[1])
})

describe('what the metrics tell', () => {
  const translate = createTranslator(toldTexts, (value) => `n${value}`)

  it('has as many slots in both languages', () => {
    const slots = (text: string) => text.match(/\{[n=]?\}/g)?.length ?? 0
    expect(toldTexts.filter(([english, french]) => slots(english) !== slots(french))).toEqual([])
    expect(toldTexts.filter(([, french]) => /\{[n=]\}/.test(french))).toEqual([])
  })

  it('is in French, every text that stands in their sources', () => {
    const texts = ['metrics', 'evaluation', 'learners'].flatMap((folder) =>
      readSources(join(import.meta.dirname, '../../..', folder)).flatMap(({ file, text }) =>
        toldIn(file, text),
      ),
    )
    expect(texts.length).toBeGreaterThan(70)
    const samples = ['7', 'train', 'synthetic', 'real']
    const isTranslated = (parts: readonly string[]) =>
      samples.some((sample) =>
        [...parts.keys()].some((odd) => {
          const text = parts.reduce((left, part, i) => `${left}${i === odd ? sample : '7'}${part}`)
          return translate(text) !== text
        }),
      )
    expect(texts.filter((parts) => !isTranslated(parts)).map((parts) => parts.join('…'))).toEqual([])
  })
})

function readSources(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
}

/** Texts of two words or more that are no errors: what stands between their slots. */
function toldIn(file: string, source: string): string[][] {
  const found: string[][] = []
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
  return found.filter((parts) => /\p{L}{2} \p{L}{2}/u.test(parts.join('7')))

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) || isForPrograms(node)) return
    const parts = textOf(node)
    if (parts === undefined) ts.forEachChild(node, visit)
    else found.push(parts)
  }
}

/** Errors, and the issues that they list, which `add` collects. */
function isForPrograms(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'TabricateError'
  if (ts.isCallExpression(node)) return ['throwIssues', 'add'].includes(node.expression.getText())
  return ts.isPropertyAssignment(node) && node.name.getText() === 'message'
}

function textOf(node: ts.Node): string[] | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined
  const [left, right] = [textOf(node.left), textOf(node.right)]
  if (left === undefined || right === undefined) return undefined
  return [...left.slice(0, -1), `${left.at(-1) ?? ''}${right[0] ?? ''}`, ...right.slice(1)]
}
