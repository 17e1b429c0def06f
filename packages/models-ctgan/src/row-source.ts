import {
  drawSpanRows,
  fillUniform,
  type Rng,
  type SpanLayout,
  type SpanRows,
  throwIfAborted,
} from '@tabricate/core'
import {
  add,
  compileTrained,
  current,
  initialValues,
  input,
  lazyProgram,
  log,
  mul,
  type Node,
  neg,
  type Program,
  type Runtime,
  sub,
  tanh,
  type Values,
  type Variable,
} from '@tabricate/nn'
import type { ConditionDraw } from './condition-sampler.ts'
import { createGenerator } from './networks.ts'
import { fillLatent } from './step-feeds.ts'
import { activationOf } from './training-step.ts'

/**
 * Notation
 *   logits [B, W], u [B, W] uniform, g = −log(−log u)
 *   A category is drawn with the probability of its softmax: argmax(logits + g), the Gumbel-max trick.
 */

/** Rows of a batch, and batches, that the batch norms' statistics are taken over. */
const calibrationRows = 1000
const calibrationBatches = 20
/** Rows that a calibration takes. */
export const calibratedRows = calibrationRows * calibrationBatches
const drawRows = 1000

/** What the generator looks like from outside. */
export interface GeneratorShape {
  readonly layout: SpanLayout
  readonly embeddingDim: number
  readonly conditionWidth: number
  readonly generatorDims: readonly number[]
}

/** Draws encoded rows from a trained generator. */
export interface RowSource {
  /** A row depends on `rng` and its own place only, not on `count`. */
  draw(count: number, rng: Rng, conditionDraw: ConditionDraw | undefined): Promise<SpanRows>
  dispose(): Promise<void>
}

/**
 * Statistics of the generator's batch norms for sampling: mean and variance of each unit over many rows. Trained weights are
 * averages that no batch was ever run with, so the statistics that training kept are not theirs.
 * @throws TabricateError `ABORTED`
 */
export async function calibrate(
  runtime: Runtime,
  threads: number,
  shape: GeneratorShape,
  weights: Values,
  conditionDraw: ConditionDraw | undefined,
  rng: Rng,
  signal: AbortSignal | undefined,
): Promise<Values> {
  const { embeddingDim, conditionWidth, generatorDims, layout } = shape
  const latentWidth = embeddingDim + conditionWidth
  const generator = createGenerator(latentWidth, generatorDims, layout.width, 1)
  const { moments } = generator.train(current, input('latent', [calibrationRows, latentWidth]))
  const names = generator.statistics.map(({ name }) => name)
  const variables = [...generator.variables, ...generator.statistics]
  const outputs = Object.fromEntries(moments.map((moment, i) => [`batch ${names[i]}`, moment]))
  // Trained weights come without statistics: these are what is looked for.
  const all = { ...initialValues(generator.statistics, rng), ...weights }
  const program = await compileTrained(runtime, { variables, outputs }, all, { threads })
  try {
    const latent = new Float32Array(calibrationRows * latentWidth)
    const batches: Values[] = []
    for (let i = 0; i < calibrationBatches; i++) {
      throwIfAborted(signal)
      fillLatent(
        rng,
        latent,
        drawPositions(calibrationRows, rng, conditionDraw),
        embeddingDim,
        conditionWidth,
      )
      batches.push(await program.run({ latent }))
    }
    return poolMoments(names, batches)
  } finally {
    await program.dispose()
  }
}

/** Means and variances over all batches: a variance is that within batches plus that between their means. */
function poolMoments(names: readonly string[], batches: readonly Values[]): Values {
  const average = (name: string, of: (value: number) => number = (value) => value) => {
    const width = batches[0]?.[`batch ${name}`]?.length ?? 0
    return Float64Array.from(
      { length: width },
      (_, unit) =>
        batches.reduce((sum, batch) => sum + of(batch[`batch ${name}`]?.[unit] ?? 0), 0) / batches.length,
    )
  }
  const pooled: Record<string, Float32Array> = {}
  for (let i = 0; i < names.length; i += 2) {
    const [meanName = '', varianceName = ''] = [names[i], names[i + 1]]
    const mean = average(meanName)
    const squares = average(meanName, (value) => value * value)
    const within = average(varianceName)
    pooled[meanName] = Float32Array.from(mean)
    pooled[varianceName] = Float32Array.from(
      within,
      (value, unit) => value + Math.max(0, (squares[unit] ?? 0) - (mean[unit] ?? 0) ** 2),
    )
  }
  return pooled
}

/** @param weights weights and batch norm statistics of the generator */
export function createRowSource(
  runtime: Runtime,
  threads: number,
  shape: GeneratorShape,
  weights: Values,
): RowSource {
  const { embeddingDim, conditionWidth, layout } = shape
  const latentWidth = embeddingDim + conditionWidth
  const program = lazyProgram(() => compileDraw(runtime, threads, shape, weights))
  return {
    async draw(count, rng, conditionDraw) {
      const { run } = await program.get()
      // Each draw has its own buffers: several samples may be under way at once.
      const latent = new Float32Array(drawRows * latentWidth)
      const uniform = new Float32Array(drawRows * layout.width)
      const [noiseRng, uniformRng, conditionRng] = [
        rng.split('noise'),
        rng.split('uniform'),
        rng.split('condition'),
      ]
      return drawSpanRows(layout, count, drawRows, async () => {
        const positions = drawPositions(drawRows, conditionRng, conditionDraw)
        fillLatent(noiseRng, latent, positions, embeddingDim, conditionWidth)
        fillUniform(uniformRng, uniform)
        const { rows = new Float32Array(0) } = await run({ latent, uniform })
        return rows
      })
    },
    dispose: () => program.dispose(),
  }
}

function compileDraw(
  runtime: Runtime,
  threads: number,
  shape: GeneratorShape,
  weights: Values,
): Promise<Program> {
  const { layout, embeddingDim, conditionWidth } = shape
  const { variables, rows } = generatedRows(
    shape,
    input('latent', [drawRows, embeddingDim + conditionWidth]),
    input('uniform', [drawRows, layout.width]),
  )
  return compileTrained(runtime, { variables, outputs: { rows } }, weights, { threads })
}

/** Rows [B, W] of a trained generator, to be collapsed, from `latent` [B, Z + C] and `uniform` [B, W]. */
export function generatedRows(
  { layout, embeddingDim, conditionWidth, generatorDims }: GeneratorShape,
  latent: Node,
  uniform: Node,
): { readonly variables: readonly Variable[]; readonly rows: Node } {
  const generator = createGenerator(embeddingDim + conditionWidth, generatorDims, layout.width)
  const logits = generator.infer(current, latent)
  const gumbel = neg(log(neg(log(uniform))))
  const { scalars } = activationOf(layout)
  return {
    variables: [...generator.variables, ...generator.statistics],
    rows: add(mul(tanh(logits), scalars), mul(add(logits, gumbel), sub(1, scalars))),
  }
}

/** Positions of the conditions of `count` rows, row after row. */
export function drawPositions(count: number, rng: Rng, draw: ConditionDraw | undefined): Int32Array {
  if (draw === undefined) return new Int32Array(0)
  const positions = new Int32Array(count * draw.size)
  for (let row = 0; row < count; row++)
    draw.fill(rng, positions.subarray(row * draw.size, (row + 1) * draw.size))
  return positions
}
