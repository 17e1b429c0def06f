import { columnTemplates } from './column-templates.ts'
import { commonTemplates } from './common-templates.ts'
import { privacyTemplates } from './privacy-templates.ts'
import { reproductionTemplates } from './reproduction-templates.ts'
import { scoreTemplates } from './score-templates.ts'
import { verdictTemplates } from './verdict-templates.ts'

/** Every text of a report by the English one. A text that is not here cannot be used. */
export const templates = {
  ...commonTemplates,
  ...verdictTemplates,
  ...scoreTemplates,
  ...columnTemplates,
  ...privacyTemplates,
  ...reproductionTemplates,
} as const

export type Template = keyof typeof templates
