import { cumulate, type PreparationPlan, type SpanEncoder } from '@tabricate/core'
import { concat, constant, exportSampler, type Node, slice, step, sub, type Values } from '@tabricate/nn'
import type { ConditionCounts } from './condition-sampler.ts'
import { type GeneratorShape, generatedRows } from './row-source.ts'

/**
 * Notation
 *   u            uniform [B, 1];  F_c  share of the conditions at positions up to c, the last one 1
 *   condition    1 at the position c with F_(c − 1) ≤ u < F_c, else 0 [B, C]
 */

/** What an export is made of. */
export interface ExportedCtgan {
  readonly encoder: SpanEncoder
  readonly conditions: ConditionCounts
  readonly weights: Values
  readonly shape: GeneratorShape
}

/** The generator as an ONNX file; conditions are drawn in it, by their true frequency as `samplingConditions` does. */
export function exportGenerator(
  { encoder, conditions, weights, shape }: ExportedCtgan,
  plan: PreparationPlan,
): Uint8Array {
  const { embeddingDim, layout } = shape
  const { width } = layout
  const isConditional = conditions.width > 0
  return exportSampler({
    modelId: 'ctgan',
    plan,
    encoder,
    normals: embeddingDim,
    uniforms: width + (isConditional ? 1 : 0),
    build(normal, uniform) {
      const latent = isConditional
        ? concat([normal, drawnCondition(conditions, column(uniform, width))], 1)
        : normal
      return generatedRows(shape, latent, slice(uniform, { axis: 1, start: 0, end: width }))
    },
    weights,
  })
}

const column = (x: Node, at: number) => slice(x, { axis: 1, start: at, end: at + 1 })

/** One condition a row: a column evenly, then one of its categories by frequency. */
function drawnCondition({ columns, counts }: ConditionCounts, uniform: Node): Node {
  const shares = columns.flatMap(({ start, cardinality }) => {
    const own = Array.from(counts.subarray(start, start + cardinality))
    const total = own.reduce((sum, count) => sum + count, 0)
    return own.map((count) => count / total / columns.length)
  })
  const ends = cumulate(shares)
  // Above whatever rounding makes of a uniform number next to 1.
  ends[ends.length - 1] = 2
  const starts = ends.map((_, position) => ends[position - 1] ?? -1)
  const isBelow = (bounds: Float64Array) => step(sub(constant(bounds), uniform))
  return sub(isBelow(ends), isBelow(starts))
}
