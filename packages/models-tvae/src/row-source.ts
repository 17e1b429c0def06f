import {
  drawSpanRows,
  fillNormal,
  fillUniform,
  normal,
  type Rng,
  type SpanLayout,
  type SpanRows,
  scalarMask,
} from '@tabricate/core'
import {
  add,
  constant,
  current,
  input,
  log,
  mul,
  neg,
  type Program,
  type Runtime,
  stateOf,
  sub,
  tanh,
  type Values,
} from '@tabricate/nn'
import { drawLatents, type LatentDensity } from './latent-density.ts'
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
  /** A row depends on `rng` and its own place only, not on `count`. */
  draw(count: number, rng: Rng): Promise<SpanRows>
  dispose(): Promise<void>
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
  let program: Promise<Program> | undefined
  const compiled = () => {
    program ??= compileDraw(runtime, threads, layout, options, weights)
    return program
  }
  return {
    async draw(count, rng) {
      const { run } = await compiled()
      // Each draw has its own buffers: several samples may be under way at once.
      const latent = new Float32Array(drawRows * options.embeddingDim)
      const noise = new Float32Array(drawRows * width)
      const uniform = new Float32Array(drawRows * width)
      const [latentRng, noiseRng, uniformRng] = [
        rng.split('latent'),
        rng.split('noise'),
        rng.split('uniform'),
      ]
      return drawSpanRows(layout, count, drawRows, async () => {
        if (density === undefined) fillNormal(latentRng, latent)
        else drawLatents(density, latentRng, latent)
        for (let i = 0; i < noise.length; i++) noise[i] = scalars[i % width] === 1 ? normal(noiseRng) : 0
        fillUniform(uniformRng, uniform)
        const { rows = new Float32Array(0) } = await run({ latent, noise, uniform })
        return rows
      })
    },
    async dispose() {
      await (await program)?.dispose()
      program = undefined
    },
  }
}

async function compileDraw(
  runtime: Runtime,
  threads: number,
  layout: SpanLayout,
  { embeddingDim, decompressDims, decode }: TvaeOptions,
  weights: Values,
): Promise<Program> {
  const { width } = layout
  const decoder = createDecoder(embeddingDim, decompressDims, width)
  const output = decoder.apply(current, input('latent', [drawRows, embeddingDim]))
  const uniform = input('uniform', [drawRows, width])
  // Fed in any case, so that both ways of decoding draw the same numbers.
  const gumbel = mul(neg(log(neg(log(uniform)))), decode === 'sample' ? 1 : 0)
  const scalars = constant(scalarMask(layout))
  const noise = mul(decoder.deviations.node, input('noise', [drawRows, width]))
  const values = clamp(add(tanh(output), noise), -1, 1)
  const rows = add(mul(values, scalars), mul(add(output, gumbel), sub(1, scalars)))
  const program = await runtime.compile(
    {
      state: stateOf(
        [],
        decoder.variables.map(({ node }) => node),
      ),
      outputs: { rows },
    },
    { threads },
  )
  program.writeState(weights)
  return program
}
