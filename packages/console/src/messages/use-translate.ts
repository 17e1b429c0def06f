import { createTranslator } from './create-translator.ts'
import { optionTexts } from './fr-options.ts'
import { serverTexts } from './fr-server-texts.ts'
import { type Language, useLanguage } from './language.tsx'

const frenchNumber = new Intl.NumberFormat('fr')

const translators: { readonly [language in Language]: (text: string) => string } = {
  en: (text) => text,
  fr: createTranslator([...optionTexts, ...serverTexts], (value) => frenchNumber.format(value)),
}

/** Texts of the platform and its models, which are English, in the language that is chosen. Those of models made elsewhere stay as they are. */
export function useTranslate(): (text: string) => string {
  return translators[useLanguage().language]
}
