/** Languages of the console. */
const languageNames = ['en', 'fr'] as const

export type Language = (typeof languageNames)[number]

export function isLanguage(text: string | null): text is Language {
  return languageNames.some((name) => name === text)
}
