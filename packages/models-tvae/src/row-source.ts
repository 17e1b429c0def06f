import {
  drawSpanRows,
  fillNormal,
  fillUniform,
  normal,
  type PreparedCondition,
  type Rng,
  type SpanLayout,
  type SpanRows,
  scalarMask,
} from '@tabricate/core'
import {
  add,
  compileTrained,
  constant,
  current,
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
import { type AllowedCodes, allowedCodes, type LatentGuide, openLatentGuide } from './guided-latents.ts'
import { drawLatents, type LatentDensity, priorDensity } from './latent-density.ts'
import { clamp, createDecoder } from './networks.ts'
import type { TvaeOptions } from './options.ts'

/**
 * Notation
 *   z [B, Z], from the fitted density or N(0, I);  r = decoder(z) [B, W];  e [B, W] ~ N(0, 1);  u [B, W] uniform
 *   scalars     tanh r + σ e, within ±1
 *   categories  argmax(r − log(−log u)): drawn with the probability of the softmax (Gumbel-max trick); argmax r when `decode` says so
 */

const drawRows = 1000

/** Draws encoded rows from a trained decoder. */
export interface RowSource {
  /**
   * A row depends on `rng`, `where` and its own place only, not on `count`. Conditions on discrete columns hold for every row, unless the
   * model takes them to be next to impossible; others are not looked at.
   */
  draw(count: number, rng: Rng, where?: readonly PreparedCondition[]): Promise<SpanRows>
  dispose(): Promise<void>
}

/** What one sample's conditions come to. */
interface Aim {
  readonly codes: readonly AllowedCodes[]
  readonly guide: LatentGuide
}

/** @param weights the decoder's, by name @param density that of latent vectors; undefined = the prior */
export function createRowSource(
  runtime: Runtime,
  threads: number,
  layout: SpanLayout,
  options: TvaeOptions,
  weights: Values,
  density: LatentDensity | undefined,
): RowSource {
  const { width } = layout
  const scalars = scalarMask(layout)
  const latentDensity = density ?? priorDensity(options.embeddingDim)
  const drawing = lazyProgram(() => compileDraw(runtime, threads, layout, options, weights))
  const decoding = lazyProgram(() => compileDecoder(runtime, threads, layout, options, weights))
  // By the list of conditions, which is one for a whole sample.
  const aims = new WeakMap<readonly PreparedCondition[], Promise<Aim | undefined>>()

  async function openAim(where: readonly PreparedCondition[]): Promise<Aim | undefined> {
    const codes = allowedCodes(layout, where)
    if (codes.length === 0) return undefined
    const { run } = await decoding.get()
    const guide = await openLatentGuide(latentDensity, codes, layout, drawRows, async (latent) => {
      const { output = new Float32Array(0) } = await run({ latent })
      return output
    })
    return guide && { codes, guide }
  }

  function aimAt(where: readonly PreparedCondition[]): Promise<Aim | undefined> {
    const known = aims.get(where)
    if (known !== undefined) return known
    const aim = openAim(where)
    aims.set(where, aim)
    return aim
  }

  return {
    async draw(count, rng, where = []) {
      const { run } = await drawing.get()
      const aim = await aimAt(where)
      // Each draw has its own buffers: several samples may be under way at once.
      const latent = new Float32Array(drawRows * options.embeddingDim)
      const noise = new Float32Array(drawRows * width)
      const uniform = new Float32Array(drawRows * width)
      const [latentRng, noiseRng, uniformRng] = [
        rng.split('latent'),
        rng.split('noise'),
        rng.split('uniform'),
      ]
      let batch = 0
      return drawSpanRows(layout, count, drawRows, async () => {
        if (aim !== undefined) await aim.guide.fill(latentRng.split(batch++), latent)
        else if (density === undefined) fillNormal(latentRng, latent)
        else drawLatents(density, latentRng, latent)
        for (let i = 0; i < noise.length; i++) noise[i] = scalars[i % width] === 1 ? normal(noiseRng) : 0
        fillUniform(uniformRng, uniform)
        const { rows = new Float32Array(0) } = await run({ latent, noise, uniform })
        if (aim !== undefined) forbidOthers(rows, width, aim.codes)
        return rows
      })
    },
    async dispose() {
      await drawing.dispose()
      await decoding.dispose()
    },
  }
}

/** Leaves allowed codes alone to be the largest of their spans. */
function forbidOthers(rows: Float32Array, width: number, codes: readonly AllowedCodes[]): void {
  for (const { span, allowed } of codes) {
    for (let code = 0; code < span.width; code++) {
      if (allowed[code] === 1) continue
      for (let at = span.start + code; at < rows.length; at += width) rows[at] = Number.NEGATIVE_INFINITY
    }
  }
}

/** The decoder alone: what its last layer gives for latent vectors. */
function compileDecoder(
  runtime: Runtime,
  threads: number,
  layout: SpanLayout,
  { embeddingDim, decompressDims }: TvaeOptions,
  weights: Values,
): Promise<Program> {
  const { variables, apply } = createDecoder(embeddingDim, decompressDims, layout.width)
  const output = apply(current, input('latent', [drawRows, embeddingDim]))
  return compileTrained(runtime, { variables, outputs: { output } }, weights, { threads })
}

function compileDraw(
  runtime: Runtime,
  threads: number,
  layout: SpanLayout,
  options: TvaeOptions,
  weights: Values,
): Promise<Program> {
  const { width } = layout
  const { variables, rows } = decodedRows(layout, options, {
    latent: input('latent', [drawRows, options.embeddingDim]),
    noise: input('noise', [drawRows, width]),
    uniform: input('uniform', [drawRows, width]),
  })
  return compileTrained(runtime, { variables, outputs: { rows } }, weights, { threads })
}

/** Rows [B, W] of a trained decoder, to be collapsed, from z [B, Z], e [B, W] and u [B, W]. */
export function decodedRows(
  layout: SpanLayout,
  { embeddingDim, decompressDims, decode }: TvaeOptions,
  { latent, noise, uniform }: { readonly latent: Node; readonly noise: Node; readonly uniform: Node },
): { readonly variables: readonly Variable[]; readonly rows: Node } {
  const { variables, deviations, apply } = createDecoder(embeddingDim, decompressDims, layout.width)
  const output = apply(current, latent)
  // Fed in any case, so that both ways of decoding draw the same numbers.
  const gumbel = mul(neg(log(neg(log(uniform)))), decode === 'sample' ? 1 : 0)
  const scalars = constant(scalarMask(layout))
  const values = clamp(add(tanh(output), mul(deviations.node, noise)), -1, 1)
  return { variables, rows: add(mul(values, scalars), mul(add(output, gumbel), sub(1, scalars))) }
}
