import type { ColumnType } from '../table/column.ts'
import { counted } from '../table/evidence.ts'
import type { ProfileWarning } from './profile.ts'
import type { TextsProfile } from './profile-texts.ts'

/** Fewer rows than this teach a model little of a category, and may point at a person. */
const minCategoryRows = 5
/** More categories than this are said to cost. */
const manyCategories = 500
const minForShares = 20
const nearlyUniqueShare = 0.5
const mixedShare = 0.02
/** What the usual networks have: units next to the encoded columns, rows a batch, bytes a number. */
const units = 256
const batchRows = 500
const bytesPerNumber = 4

export interface WarningFacts {
  readonly type: ColumnType
  readonly rowCount: number
  readonly missing: number
  readonly distinct: number
  /** Of columns of texts. */
  readonly texts: TextsProfile | null
  /** What personal data the values look like although they are learned; null when they do not. */
  readonly personalLearned: string | null
}

/** Everything about a column that its user should know before a model learns it. */
export function columnWarnings(facts: WarningFacts): ProfileWarning[] {
  const { type, rowCount, missing, distinct, texts, personalLearned } = facts
  const present = rowCount - missing
  const warnings: ProfileWarning[] = []
  const warn = (code: ProfileWarning['code'], message: string) => warnings.push({ code, message })
  if (rowCount > 0 && present === 0) warn('all-missing', 'every value is missing: there is nothing to learn')
  if (present > 1 && distinct === 1) {
    warn('constant', `${missing === 0 ? 'all values are' : 'all values that are not missing are'} the same`)
  }
  if (personalLearned !== null) {
    warn(
      'personal-learned',
      `${personalLearned}: real values will be in synthetic tables; make the column an id to have them made up`,
    )
  }
  if (texts === null) return warnings
  if (type === 'categorical') warnings.push(...categoryWarnings(present, distinct, texts))
  const numberShare = texts.numbers / Math.max(1, present)
  if (present >= minForShares && numberShare >= mixedShare && numberShare <= 1 - mixedShare) {
    warn(
      'mixed-types',
      `${counted(texts.numbers)} of ${counted(present)} values are numbers, the others are not: they are all kept as text`,
    )
  }
  if (texts.leadingZeros > 0 && texts.numbers > present / 2) {
    warn('leading-zeros', `${counted(texts.leadingZeros)} numbers begin with a zero: they are kept as text`)
  }
  return warnings
}

function categoryWarnings(present: number, distinct: number, texts: TextsProfile): ProfileWarning[] {
  const warnings: ProfileWarning[] = []
  if (present >= minForShares && distinct > nearlyUniqueShare * present) {
    const message = `${counted(distinct)} different values in ${counted(present)} rows: likely a key or free text; an id column would be made up anew`
    warnings.push({ code: 'nearly-unique', message })
  }
  const rare = texts.rarerThan(minCategoryRows)
  if (rare !== null && rare > 0 && present >= minForShares * minCategoryRows) {
    const message = `${counted(rare)} of ${counted(distinct)} categories have fewer than ${minCategoryRows} rows: little can be learned of them, and they may point at persons`
    warnings.push({ code: 'rare-categories', message })
  }
  if (distinct > manyCategories) {
    const weights = 2 * distinct * units
    const megabytes = Math.ceil((batchRows * distinct * bytesPerNumber) / 1e6)
    const message = `${counted(distinct)} categories are as many encoded columns: in a network of ${units} units ${counted(weights)} weights, and ${counted(megabytes)} MB for a batch of ${batchRows} rows`
    warnings.push({ code: 'high-cardinality', message })
  }
  return warnings
}
