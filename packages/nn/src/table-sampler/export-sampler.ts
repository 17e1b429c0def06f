import type { PreparationPlan, SpanEncoder } from '@tabricate/core'
import { input, type Node } from '../graph/node.ts'
import type { Variable } from '../layers/variable.ts'
import { toOnnx } from '../onnx/to-onnx.ts'
import { weightsOf } from '../runtime/compile-trained.ts'
import type { Values } from '../runtime/runtime.ts'
import { describeColumns, type ExportMetadata, isGrouped } from './describe-columns.ts'
import { emitColumns } from './emit-columns.ts'

/** A trained network that draws encoded rows out of noise. */
export interface TableSampler {
  readonly modelId: string
  readonly plan: PreparationPlan
  readonly encoder: SpanEncoder
  /** Standard normal, and uniform, numbers that a row takes. */
  readonly normals: number
  readonly uniforms: number
  /**
   * Encoded rows [B, W] from `normal` [B, normals] and `uniform` [B, uniforms or more], each row from its own numbers: positions within ±1 at scalars, and
   * in softmax spans numbers of which the largest is the row's code; and the variables that they are made with.
   */
  build(normal: Node, uniform: Node): { readonly rows: Node; readonly variables: readonly Variable[] }
  /** Trained values of the variables, by name. */
  readonly weights: Values
}

/** Any number of rows may be asked for; the graph is built with some. */
const builtRows = 2
const anyRows = 'rows'

/**
 * A stand-alone ONNX file that draws a table's rows out of noise (operator set 17, standard operators, CPU types).
 *
 * Inputs are `normal` [rows, n], standard normal numbers, and `uniform` [rows, m], numbers between 0 and 1. There is an output [rows] for each column
 * that is learned: numbers and dates (milliseconds since 1970) as float64, rounded and within the real bounds, NaN where missing; categories as int32
 * codes. What the codes mean, and which columns are made anew, the output `metadata` says: one text, JSON, that is also among the file's
 * `metadata_props`.
 * @throws TabricateError `MODEL_STATE_INVALID` where weights are missing
 */
export function exportSampler(sampler: TableSampler): Uint8Array {
  const { modelId, plan, encoder, normals, uniforms, weights } = sampler
  const groups = plan.columns.filter(isGrouped).length
  const normal = input('normal', [builtRows, normals])
  const uniform = input('uniform', [builtRows, uniforms + 2 * groups])
  const { rows, variables } = sampler.build(normal, uniform)
  const format = 'tabricate-generator'
  const described: ExportMetadata = { format, version: 1, model: modelId, columns: describeColumns(plan) }
  const metadata = JSON.stringify(described)
  return toOnnx(
    {},
    {
      name: modelId,
      fixed: weightsOf(variables, weights),
      anyRows,
      metadata: { [format]: metadata },
      append: {
        nodes: [rows, uniform],
        emit(emitter, [rowsName = '', uniformName = '']) {
          const columns = emitColumns(emitter, {
            plan,
            encoder,
            rows: rowsName,
            uniform: uniformName,
            firstGroupUniform: uniforms,
            anyRows,
          })
          emitter.emit('Identity', [emitter.texts([metadata], [1])], 'metadata')
          return [...columns, { name: 'metadata', shape: [1], dtype: 'string' }]
        },
      },
    },
  )
}
