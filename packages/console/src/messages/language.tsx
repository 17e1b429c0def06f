import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { messages as english, type Messages } from './en.ts'
import { messages as french } from './fr.ts'
import { isLanguage, type Language } from './language-names.ts'

const languages: { readonly [language in Language]: Messages } = { en: english, fr: french }

interface LanguageState {
  readonly language: Language
  readonly t: Messages
  setLanguage(language: Language): void
}

const LanguageContext = createContext<LanguageState>({
  language: 'en',
  t: english,
  setLanguage: () => undefined,
})

const storageKey = 'tabricate-language'

/** The language chosen here before; else the first of the browser's that there is. */
function initialLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey) ?? '', ...navigator.languages]
  return wanted.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const state = {
    language,
    t: languages[language],
    setLanguage(next: Language) {
      localStorage.setItem(storageKey, next)
      setLanguage(next)
    },
  }
  return <LanguageContext value={state}>{children}</LanguageContext>
}

export function useLanguage(): LanguageState {
  return useContext(LanguageContext)
}

/** The texts in the language that is chosen. */
export function useMessages(): Messages {
  return useContext(LanguageContext).t
}
