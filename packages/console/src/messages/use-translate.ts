import { useLanguage } from './language.tsx'
import { translators } from './translators.ts'

/** See {@link translators}: into the language that is chosen. */
export function useTranslate(): (text: string) => string {
  return translators[useLanguage().language]
}
