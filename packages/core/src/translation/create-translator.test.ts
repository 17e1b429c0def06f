import { expect, it } from 'vitest'
import { createTranslator } from './create-translator.ts'

const translate = createTranslator(
  [
    ['rows', 'lignes'],
    ['{n} of {n} {} are missing', '{} {} sur {} manquent'],
    ['The table "{=}" has {}.', 'Le tableau « {} » a : {}.'],
    ['The {}.', 'Le {}.'],
  ],
  (value) => `<${value}>`,
)

it('translates whole texts, and what stands in them', () => {
  expect(translate('rows')).toBe('lignes')
  expect(translate('The rows.')).toBe('Le lignes.')
  expect(translate('1,234 of 5.5 rows are missing')).toBe('<1234> <5.5> sur lignes manquent')
})

it('leaves names as they are, even those that are texts themselves, empty or like a pattern', () => {
  expect(translate('The table "rows" has rows.')).toBe('Le tableau « rows » a : lignes.')
  expect(translate('The table "" has rows.')).toBe('Le tableau «  » a : lignes.')
  expect(translate('The table "{}" has $&.')).toBe('Le tableau « {} » a : $&.')
})

it('keeps what it does not know', () => {
  expect(translate('Something else')).toBe('Something else')
  expect(translate('constructor')).toBe('constructor')
})
