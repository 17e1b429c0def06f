import { createTranslator } from '@tabricate/core/translation'
import { optionTexts } from './fr-options.ts'
import { serverTexts } from './fr-server-texts.ts'
import type { Language } from './language-names.ts'

const frenchNumber = new Intl.NumberFormat('fr')

/** Texts of the platform and its models, which are English, in each language. Those of models made elsewhere stay as they are. */
export const translators: { readonly [language in Language]: (text: string) => string } = {
  en: (text) => text,
  fr: createTranslator([...optionTexts, ...serverTexts], (value) => frenchNumber.format(value)),
}
