import type { CancelResult, Latency } from '../cancel/cancel-result.ts'

/** All measurements of cancelling as Markdown. */
export function cancelSection(results: readonly CancelResult[]): string {
  if (results.length === 0) return ''
  return [
    '| model | fit | cancelled | median | longest | commit |',
    '|---|---|---|---|---|---|',
    ...results.flatMap(({ model, commit, short, long }) => [
      line(model, 'anywhere in 2 epochs', short, commit),
      line(model, 'in the first seconds of 300 epochs', long, commit),
    ]),
  ].join('\n')
}

function line(model: string, fit: string, latencies: readonly Latency[], commit: string): string {
  const sorted = latencies.map(({ latencyMs }) => latencyMs).toSorted((a, b) => a - b)
  const milliseconds = (position: number) => `${(sorted.at(position) ?? Number.NaN).toFixed(0)} ms`
  return `| ${model} | ${fit} | ${sorted.length} times | ${milliseconds(Math.floor(sorted.length / 2))} | **${milliseconds(-1)}** | \`${commit}\` |`
}
