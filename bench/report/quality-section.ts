import type { RunGroup } from '../quality/group-runs.ts'
import { qualityTable } from '../quality/quality-table.ts'
import { readReference } from '../quality/reference.ts'

/** One group of quality runs as Markdown. */
export function qualitySection(group: RunGroup): string {
  const { spec, commit } = group.newest
  const options =
    Object.keys(spec.options).length === 0 ? 'default options' : `options \`${JSON.stringify(spec.options)}\``
  const title = `### ${spec.table}, ${spec.model}`
  return [
    title,
    '',
    `${options}, commit \`${commit}\`.`,
    '',
    qualityTable(group, readReference(spec.table, spec.model)),
  ].join('\n')
}
