import { mean } from '../optimizer/summarize-runs.ts'
import type { SearchFigures, TuneResult } from '../tune/tune-result.ts'

/** All searches as Markdown: means over the seeds. */
export function tuneSection(results: readonly TuneResult[]): string {
  if (results.length === 0) return 'Not measured yet.'
  return [
    '| table | model | seeds | | trials | pruned | epochs | share of the epochs | best in the search | quality on unseen rows | commit |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...results.flatMap(({ table, model, seeds, commit }) => {
      const start = `| ${table} | ${model} | ${seeds.length} |`
      const whole = seeds.map((each) => each.whole)
      const pruned = seeds.map((each) => each.withPruning)
      const epochs = (searches: readonly SearchFigures[]) => mean(searches.map((search) => search.epochs))
      const line = (title: string, searches: readonly SearchFigures[]) =>
        `${start} ${title} | ${mean(searches.map(({ trials }) => trials))} | ${mean(searches.map(({ pruned: stopped }) => stopped)).toFixed(1)} | ${epochs(searches).toFixed(0)} | ${((100 * epochs(searches)) / epochs(whole)).toFixed(0)} % | ${score(searches.map(({ best }) => best))} | ${score(searches.map(({ quality }) => quality))} | \`${commit}\` |`
      return [
        `${start} defaults | | | | | | ${score(seeds.map(({ defaultQuality }) => defaultQuality))} | \`${commit}\` |`,
        line('tuned, every trial whole', whole),
        line('tuned with pruning', pruned),
      ]
    }),
  ].join('\n')
}

function score(values: readonly number[]): string {
  return mean(values).toFixed(3)
}
