import { TabricateError } from '@tabricate/core'

/** A new migration to be written by hand: a file's name, and what it holds at first. */
export interface MigrationSource {
  readonly fileName: string
  readonly text: string
}

/**
 * @param name words, as `add labels`; the date comes before it, so that names sort in the order of the changes
 * @throws TabricateError `INVALID_OPTIONS` when the name holds other than letters, digits, spaces and hyphens
 */
export function migrationSource(name: string, today: Date): MigrationSource {
  if (!/^[a-z][a-z0-9 -]{0,80}$/i.test(name))
    throw new TabricateError(
      'INVALID_OPTIONS',
      `A migration is named by letters, digits, spaces and hyphens, not ${JSON.stringify(name)}.`,
    )
  const words = name.toLowerCase().split(/[ -]+/).filter(Boolean)
  const full = `${today.toISOString().slice(0, 10)}-${words.join('-')}`
  const variable = words.map((word, index) =>
    index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1),
  )
  const text = `import type { Migration } from './migration.ts'

/** What changes, and why. To be entered in \`index.ts\`. */
export const ${variable.join('')}: Migration = {
  name: '${full}',
  async up() {
    throw new Error('up is not written yet')
  },
  async down() {
    throw new Error('down is not written yet')
  },
}
`
  return { fileName: `${full}.ts`, text }
}
