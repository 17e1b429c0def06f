import type { ConditionsResult } from '../conditions/conditions-result.ts'

/** All measurements of conditions as Markdown. */
export function conditionsSection(results: readonly ConditionsResult[]): string {
  if (results.length === 0) return ''
  return [
    '| model | seed | condition | rows that satisfy it | training rows that do | rows a second | drawn for each | shapes (true sample) | pairs (true sample) | commit |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...results.flatMap(({ model, commit, runs }) =>
      runs.map(
        ({ seed, subset, exact, trainingRowsOfSubset, rowsPerSecond, drawnForEach, ours, ceiling }) =>
          `| ${model} | ${seed} | ${subset} | ${(100 * exact).toFixed(1)} % | ${Math.round(trainingRowsOfSubset)} | ${Math.round(rowsPerSecond)} | ${drawnForEach.toFixed(1)} | ` +
          `**${ours.shapes.toFixed(3)}** (${ceiling.shapes.toFixed(3)}) | **${ours.trends.toFixed(3)}** (${ceiling.trends.toFixed(3)}) | \`${commit}\` |`,
      ),
    ),
  ].join('\n')
}
