import { type EncodedTable, expandRows, normal, permutation, type Rng, throwIfAborted } from '@tabricate/core'
import { compileTrained, current, input, type Runtime, type Values } from '@tabricate/nn'
import { createEncoder } from './networks.ts'
import type { TvaeOptions } from './options.ts'

const rowsPerRun = 500

/**
 * Latent vectors [N, Z] of training rows chosen at random, each drawn from its posterior N(μ, e^s).
 * @param maxRows N at most
 * @param weights the encoder's, by name; others are not looked at
 * @throws TabricateError `ABORTED`
 */
export async function encodeRows(
  encoded: EncodedTable,
  maxRows: number,
  { compressDims, embeddingDim }: TvaeOptions,
  weights: Values,
  rng: Rng,
  { runtime, threads, signal }: { runtime: Runtime; threads: number; signal: AbortSignal | undefined },
): Promise<Float32Array> {
  const { width } = encoded.layout
  const { variables, apply } = createEncoder(width, compressDims, embeddingDim)
  const outputs = apply(current, input('rows', [rowsPerRun, width]))
  const program = await compileTrained(runtime, { variables, outputs }, weights, { threads, signal })
  try {
    const chosen = permutation(rng, encoded.rowCount).subarray(0, maxRows)
    const latents = new Float32Array(chosen.length * embeddingDim)
    const rows = new Float32Array(rowsPerRun * width)
    for (let first = 0; first < chosen.length; first += rowsPerRun) {
      throwIfAborted(signal)
      const count = Math.min(rowsPerRun, chosen.length - first)
      // A last, smaller batch is filled up with its own rows.
      const batch = Int32Array.from({ length: rowsPerRun }, (_, i) => chosen[first + (i % count)] ?? 0)
      expandRows(encoded, batch, rows)
      const { mean, logVariance } = await program.run({ rows })
      for (let i = 0; i < count * embeddingDim; i++) {
        const deviation = Math.exp(0.5 * (logVariance?.[i] ?? 0))
        latents[first * embeddingDim + i] = (mean?.[i] ?? 0) + deviation * normal(rng)
      }
    }
    return latents
  } finally {
    await program.dispose()
  }
}
