import { parseArgs } from 'node:util'
import type { Measured, Pair } from './alternate.ts'
import { openContestant, type Side } from './contestant.ts'
import { type Figure, measurements } from './figures.ts'
import { describeCommit, describeMachine } from './machine.ts'
import { type JsonObject, objectAt, parseObject } from './protocol.ts'
import { type FigureResult, mergeResults } from './results.ts'
import { summarize } from './summary.ts'
import type { Comparison } from './take-turns.ts'
import { adultTrainingFile } from './training-rows.ts'

/** `compare`: ours and Python's in turns, on Adult's training rows. Options in bench/README.md. */
export async function compare(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'ctgan' },
      only: { type: 'string' },
      pairs: { type: 'string', default: '5' },
      options: { type: 'string', default: '{}' },
      'peer-options': { type: 'string', default: '{}' },
      name: { type: 'string' },
    },
  })
  const comparison: Comparison = {
    model: values.model,
    csv: adultTrainingFile(),
    pairs: wholeNumber(values.pairs, '--pairs'),
    options: {
      ours: parseObject(values.options, '--options'),
      peer: parseObject(values['peer-options'], '--peer-options'),
    },
  }
  const wanted = selectFigures(values.only)
  const versions = { ours: await askVersions('ours'), peer: await askVersions('peer') }
  const commit = describeCommit()
  const name = values.name ?? `adult-${values.model}`

  for (const measurement of measurements) {
    const shown = measurement.figures.filter((figure) => wanted.has(figure.name))
    if (shown.length === 0) continue
    const onPair = (pair: Pair): void =>
      console.log(shown.map((figure) => describePair(figure, pair)).join('\n'))
    const pairs = await measurement.measure(comparison, onPair)
    const otherWork = Math.max(...pairs.map((pair) => readFigure('otherWork', pair.ours)))
    const figures = shown.map((figure): FigureResult => {
      const measured = pairs.map((pair) => readPair(figure, pair))
      return {
        ...figure,
        ...summarize(measured),
        pairs: measured,
        otherWork,
        commit,
        measuredAt: new Date().toISOString(),
      }
    })
    for (const figure of figures) console.log(describeFigure(figure))
    // After each measurement, so that an interrupted run keeps what it has.
    mergeResults({
      name,
      model: values.model,
      options: comparison.options,
      machine: describeMachine(),
      versions,
      figures,
    })
  }
}

/** Names of figures: all, or those of `--only`, where `step` stands for every `step-…`. */
function selectFigures(only: string | undefined): ReadonlySet<string> {
  const names = measurements.flatMap((measurement) => measurement.figures.map((figure) => figure.name))
  if (only === undefined) return new Set(names)
  const asked = only.split(',')
  const matches = (name: string, ask: string): boolean => name === ask || name.startsWith(`${ask}-`)
  const unknown = asked.filter((ask) => !names.some((name) => matches(name, ask)))
  if (unknown.length > 0)
    throw new Error(`--only: there is no figure ${unknown.join(', ')}; there are ${names.join(', ')}.`)
  return new Set(names.filter((name) => asked.some((ask) => matches(name, ask))))
}

async function askVersions(side: Side): Promise<JsonObject> {
  const contestant = openContestant(side, 1)
  try {
    return objectAt(await contestant.ask({ command: 'hello' }), 'versions')
  } finally {
    await contestant.close()
  }
}

function readPair(figure: Figure, pair: Pair): readonly [number, number] {
  return [readFigure(figure.name, pair.ours), readFigure(figure.name, pair.peer)]
}

function readFigure(name: string, measured: Measured): number {
  const { [name]: value } = measured
  if (value === undefined) throw new Error(`"${name}" was not measured.`)
  return value
}

function describePair(figure: Figure, pair: Pair): string {
  const [ours, peer] = readPair(figure, pair)
  return `  ${figure.name}: ours ${ours.toFixed(2)} ${figure.unit}, peer ${peer.toFixed(2)} ${figure.unit}, ${(peer / ours).toFixed(2)}x`
}

function describeFigure({ title, unit, ours, peer, ratio, otherWork }: FigureResult): string {
  const spread = `${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}`
  return `${title}: ours ${ours.toFixed(2)} ${unit}, peer ${peer.toFixed(2)} ${unit}, ${ratio.median.toFixed(2)}x (${spread}), other work up to ${Math.round(100 * otherWork)} %`
}

function wholeNumber(text: string, what: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`${what} must be a whole number from 1, not "${text}".`)
  return value
}
