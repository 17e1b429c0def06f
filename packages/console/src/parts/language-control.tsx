import { SegmentedControl } from '@mantine/core'
import { useLanguage } from '../messages/language.tsx'
import { isLanguage } from '../messages/language-names.ts'

/** The language of the console, each in its own name. */
export function LanguageControl() {
  const { t, language, setLanguage } = useLanguage()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t.nav.language}
      value={language}
      onChange={(value) => isLanguage(value) && setLanguage(value)}
      data={[
        { value: 'en', label: 'English' },
        { value: 'fr', label: 'Français' },
      ]}
    />
  )
}
