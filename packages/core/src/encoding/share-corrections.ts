/**
 * Notation
 *   l [R, W]   logits that a network gives for R rows, row-major
 *   n, n_k     training rows, and those with code k of a softmax span of K codes
 *   p_k        share of code k among the training rows, (n_k + ½) / (n + ½ K): a code that only held-out rows have may come too
 *   δ_k        what is to be added to the logits of code k
 *   q_k(δ)     mean over the R rows of the softmax of l + δ over the span
 *   v_k(δ)     mean over the R rows of s (1 − s), s the softmax of code k: the slope of q_k
 *   δ_k ← δ_k + min(q_k / v_k, 3) log(p_k / q_k): Newton's step for log q_k, shortened. With a factor of 1 it is iterative proportional fitting,
 *   W. E. Deming, F. F. Stephan, Ann. Math. Stat. 11, 1940. The correction for a prior that is not that of the data: M. Saerens, P. Latinne,
 *   C. Decaestecker, Neural Computation 14, 2002, section 2.
 */
import { createPacer } from '../turns/pacer.ts'
import type { EncodedTable } from './span-layout.ts'

const rounds = 12
const longestStep = 3
/** A network that never gives a code is not forced to. */
const largestCorrection = 5

/** 32 MB. */
const mostLogits = 8_000_000

export interface ShareArguments {
  /** R, at most: fewer for very wide rows, but a batch in any case. */
  readonly maxRows: number
  /** Rows of a batch of logits. */
  readonly batchRows: number
  /** The logits [batchRows, W] of the next batch, row-major, of rows drawn as a sample is. They are copied. */
  nextLogits(): Promise<Float32Array>
  readonly signal: AbortSignal | undefined
}

/**
 * Corrections [W] of a network's logits with which every code of every softmax span (category, mode, spike, missing) comes as often as among the rows
 * it was trained with; 0 at scalars. To be added to the bias of its last layer.
 *
 * @throws TabricateError `ABORTED`
 */
export async function shareCorrections(
  { layout: { width, spans }, codes, rowCount }: EncodedTable,
  { maxRows, batchRows, nextLogits, signal }: ShareArguments,
): Promise<Float32Array> {
  const pace = createPacer(signal)
  const batches = Math.max(1, Math.floor(Math.min(maxRows, mostLogits / width) / batchRows))
  const logits = new Float32Array(batches * batchRows * width)
  for (let batch = 0; batch < batches; batch++) {
    await pace(batchRows * width)
    logits.set(await nextLogits(), batch * batchRows * width)
  }
  const corrections = new Float32Array(width)
  const softmaxSpans = spans.filter(({ kind }) => kind === 'softmax')
  for (const [index, { start, width: codeCount }] of softmaxSpans.entries()) {
    if (codeCount < 2) continue
    const targets = sharesOf(codes[index] ?? new Int32Array(0), codeCount, rowCount)
    const own = corrections.subarray(start, start + codeCount)
    for (let round = 0; round < rounds; round++) {
      await pace((logits.length / width) * codeCount)
      const { shares, slopes } = meanSoftmax(logits, width, start, own)
      for (let k = 0; k < codeCount; k++) {
        const share = Math.max(shares[k] ?? 0, 1e-12)
        const step = Math.min(share / Math.max(slopes[k] ?? 0, 1e-12), longestStep)
        const next = (own[k] ?? 0) + step * Math.log((targets[k] ?? 0) / share)
        own[k] = Math.max(-largestCorrection, Math.min(largestCorrection, next))
      }
    }
  }
  return corrections
}

function sharesOf(codes: Int32Array, codeCount: number, rowCount: number): Float64Array {
  const shares = new Float64Array(codeCount).fill(0.5)
  for (const code of codes) shares[code] = (shares[code] ?? 0) + 1
  return shares.map((count) => count / (rowCount + 0.5 * codeCount))
}

/** q(δ) and v(δ) of one span. */
function meanSoftmax(
  logits: Float32Array,
  width: number,
  start: number,
  corrections: Float32Array,
): { readonly shares: Float64Array; readonly slopes: Float64Array } {
  const codeCount = corrections.length
  const rowCount = logits.length / width
  const sums = new Float64Array(codeCount)
  const slopeSums = new Float64Array(codeCount)
  const terms = new Float64Array(codeCount)
  for (let at = start; at < logits.length; at += width) {
    let largest = -Infinity
    for (let k = 0; k < codeCount; k++) {
      const logit = (logits[at + k] ?? 0) + (corrections[k] ?? 0)
      terms[k] = logit
      if (logit > largest) largest = logit
    }
    let total = 0
    for (let k = 0; k < codeCount; k++) {
      const term = Math.exp((terms[k] ?? 0) - largest)
      terms[k] = term
      total += term
    }
    for (let k = 0; k < codeCount; k++) {
      const share = (terms[k] ?? 0) / total
      sums[k] = (sums[k] ?? 0) + share
      slopeSums[k] = (slopeSums[k] ?? 0) + share * (1 - share)
    }
  }
  return { shares: sums.map((sum) => sum / rowCount), slopes: slopeSums.map((sum) => sum / rowCount) }
}
