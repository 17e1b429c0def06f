import type { ScalingResult, SizeResult } from '../size/size-result.ts'

/** Fits beside what was estimated for them, as Markdown. */
export function sizeSection(results: readonly SizeResult[]): string {
  if (results.length === 0) return ''
  return [
    '| table | rows × columns | model | options | encoded columns | parameters | seconds (estimated) | processor seconds | memory that the fit adds (estimated) | peak of the process, sampling as many rows included | other work | commit |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...results.map(line),
  ].join('\n')
}

function line(result: SizeResult): string {
  const { table, rows, columns, model, options, encodedColumns, parameters, commit } = result
  return (
    `| ${table} | ${counted(rows)} × ${columns} | ${model} | \`${JSON.stringify(options)}\` | ${counted(encodedColumns)} | ${counted(parameters)} | ` +
    `**${result.seconds.toFixed(1)}** (${result.estimatedSeconds.toFixed(1)}) | ${result.processorSeconds.toFixed(1)} | ` +
    `**${result.addedMegabytes.toFixed(0)} MB** (${result.estimatedMegabytes.toFixed(0)}) | ${result.peakMegabytes.toFixed(0)} MB | ${Math.round(100 * result.otherWork)} % | \`${commit}\` |`
  )
}

/** What was estimated and what it took, as Markdown. */
export function estimatesSection(results: readonly SizeResult[]): string {
  if (results.length === 0) return ''
  return [
    '| table | rows × columns | model | options | seconds | estimated | estimated / actual | memory that the fit adds | estimated | other work | commit |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...results.map(
      (result) =>
        `| ${result.table} | ${counted(result.rows)} × ${result.columns} | ${result.model} | \`${JSON.stringify(result.options)}\` | ${result.seconds.toFixed(1)} | ${result.estimatedSeconds.toFixed(1)} | ` +
        `**${(result.estimatedSeconds / result.seconds).toFixed(2)}** | ${result.addedMegabytes.toFixed(0)} MB | ${result.estimatedMegabytes.toFixed(0)} MB | ${Math.round(100 * result.otherWork)} % | \`${result.commit}\` |`,
    ),
  ].join('\n')
}

const axisTitles = {
  rows: 'rows, 10 columns',
  columns: 'columns, 2,000 rows',
  categories: 'categories of one column of five, 100,000 rows',
} as const

/** Seconds and memory along each axis, as Markdown: a table an axis, two columns a model. */
export function scalingSection(results: readonly ScalingResult[]): string {
  const models = ['mixture', 'tvae', 'ctgan']
  const axes = ['rows', 'columns', 'categories'] as const
  return axes
    .filter((axis) => results.some((result) => result.axis === axis))
    .map((axis) => {
      const own = results.filter((result) => result.axis === axis)
      const values = [...new Set(own.map(({ value }) => value))].toSorted((a, b) => a - b)
      const cell = (model: string, value: number) => {
        const found = own.find((result) => result.model === model && result.value === value)
        return found === undefined
          ? ' | '
          : `${found.seconds.toFixed(1)} s | ${found.addedMegabytes.toFixed(0)} MB (${found.peakMegabytes.toFixed(0)})`
      }
      return [
        `| ${axisTitles[axis]} | ${models.map((model) => `${model}${model === 'mixture' ? '' : ', 1 epoch'} | memory added (peak)`).join(' | ')} |`,
        `|---|${'---|'.repeat(2 * models.length)}`,
        ...values.map(
          (value) => `| ${counted(value)} | ${models.map((model) => cell(model, value)).join(' | ')} |`,
        ),
      ].join('\n')
    })
    .join('\n\n')
}

function counted(count: number): string {
  return count.toLocaleString('en')
}
