import type { BrowserResult } from '../browser/browser-result.ts'

/** Training in Chromium beside Node, as Markdown. */
export function browserSection(result: BrowserResult | undefined): string {
  if (result === undefined) return ''
  const { chromium, machine, codeBytes, wasmBytes, figures, otherWork, commit } = result
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  return [
    `Chromium ${chromium}; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; one thread each. Commit \`${commit}\`, other work ${Math.round(100 * otherWork)} %.`,
    `A visit loads ${megabytes(codeBytes)} of code and ${megabytes(wasmBytes)} of WebAssembly, both gzipped.`,
    '',
    '| table | model | rows of a batch | seconds a step, Chromium (WebAssembly) | Node (native) | longest task of the page meanwhile |',
    '|---|---|---|---|---|---|',
    ...figures.map(
      ({ table, model, batchSize, chromiumMs, nodeMs, longestTaskMs }) =>
        `| ${table} | ${model} | ${batchSize} | **${(chromiumMs / 1000).toFixed(3)}** | ${(nodeMs / 1000).toFixed(3)} | ${longestTaskMs === 0 ? 'none above 50 ms' : `${longestTaskMs.toFixed(0)} ms`} |`,
    ),
  ].join('\n')
}
