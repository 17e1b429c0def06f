import { median } from '../harness/summary.ts'
import type { ThreadsFigures, ThreadsResult } from '../threads/threads-result.ts'

/** What a second thread gains, beside a second job, as Markdown. */
export function threadsSection(result: ThreadsResult | undefined): string {
  if (result === undefined) return ''
  const { figures, rows, machine, otherWork, commit } = result
  return [
    `Adult's ${rows.toLocaleString('en')} rows; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; commit \`${commit}\`, other work ${Math.round(100 * otherWork)} %.`,
    '',
    '| model | a step, 1 thread | a step, 2 threads | gain | a step in each of two jobs of 1 thread | gain of both together |',
    '|---|---|---|---|---|---|',
    ...figures.map(line),
  ].join('\n')
}

function line({ model, alone, sideBySide }: ThreadsFigures): string {
  const one = median(alone['1'] ?? [])
  const two = median(alone['2'] ?? [])
  // Steps a millisecond of both jobs together.
  const rate = median(sideBySide.map(([a, b]) => 1 / a + 1 / b))
  return `| ${model} | ${one.toFixed(1)} ms | ${two.toFixed(1)} ms | **${(one / two).toFixed(2)}x** | ${(2 / rate).toFixed(1)} ms | **${(one * rate).toFixed(2)}x** |`
}
