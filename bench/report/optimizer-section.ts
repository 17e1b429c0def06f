import type { OptimizerResult, StrategyResult } from '../optimizer/optimizer-result.ts'
import type { RecordedCurves } from '../optimizer/recorded-curves.ts'
import { mean, standardError } from '../optimizer/summarize-runs.ts'

/** Shares of the calls at which curves are shown. */
const milestones = [0.25, 0.5, 0.75, 1]

/** All functions as Markdown: curves of every strategy, ours first, and what was recorded without shifts beside them. */
export function optimizerSection(results: readonly OptimizerResult[], recorded: RecordedCurves): string {
  return results.map((result) => functionTable(result, recorded)).join('\n\n')
}

function functionTable(result: OptimizerResult, recorded: RecordedCurves): string {
  const { name, calls, optimum, noise, commit, strategies } = result
  const at = milestones.map((share) => Math.max(1, Math.round(share * calls)))
  const noisy = noise > 0
  const about = [
    `optimum ${formatValue(optimum)}`,
    ...(noisy ? [`noise of sd ${noise}`] : []),
    `commit \`${commit}\``,
  ]
  return [
    `### ${name}, ${calls} calls`,
    '',
    `${about.join(', ')}.`,
    '',
    `| | seeds | ${at.map((call) => `call ${call}`).join(' | ')} | ± (last) | worst |${noisy ? ' looked best |' : ''} ms | hold |`,
    `|---|---|${at.map(() => '---|').join('')}---|---|${noisy ? '---|' : ''}---|---|`,
    ...strategies.map((strategy) => strategyLine(strategy, at, noisy)),
    ...recorded
      .curvesOf(name)
      .map(
        ({ strategy, seeds, curve }) =>
          `| ${strategy}, recorded | ${seeds} | ${at.map((call) => formatValue(curve[call - 1] ?? Number.NaN)).join(' | ')} | | |${noisy ? ' |' : ''} | |`,
      ),
  ].join('\n')
}

function strategyLine(
  { strategy, seeds, curve, final, incumbent, milliseconds, longestHoldMs }: StrategyResult,
  at: readonly number[],
  noisy: boolean,
): string {
  const title = strategy === 'auto' ? '**ours, `auto`**' : strategy
  const cells = at.map((call) => formatValue(curve[call - 1] ?? Number.NaN)).join(' | ')
  const looked = noisy ? ` ${incumbent === null ? '' : formatValue(mean(incumbent))} |` : ''
  return `| ${title} | ${seeds.length} | ${cells} | ${standardError(final).toPrecision(2)} | ${formatValue(Math.max(...final))} |${looked} ${milliseconds} | ${longestHoldMs ?? ''} |`
}

function formatValue(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0)
  return value.toPrecision(4)
}
