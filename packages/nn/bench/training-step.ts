import { createRng } from '@tabricate/core'
import { initialValues } from '../src/index.ts'
import { onnxRuntime } from '../src/node/index.ts'
import { type GanShape, ganStep } from '../src/testing/gan-step.ts'

/**
 * Times one whole training step of a GAN of the shape that CTGAN has on the Adult table.
 *
 * Environment: THREADS (1), STEPS_PER_RUN (4), RUNS (40), PROFILE (a path prefix: write ONNX Runtime's own profile there).
 * CPU time is shown beside wall time: on a busy machine it is the steadier of the two.
 */
const adult: GanShape = {
  batch: 500,
  groups: 50,
  latent: 128 + 104,
  conditions: 104,
  width: 160,
  segments: consecutive([1, 10, 1, 9, 1, 7, 1, 8, 1, 8, 1, 8, 9, 16, 7, 15, 6, 5, 2, 42, 2]),
  hidden: [256, 256],
}

/** Spans of these widths side by side; those of width 1 are no softmax. */
function consecutive(widths: readonly number[]) {
  let end = 0
  return widths.flatMap((width) => {
    const start = end
    end += width
    return width === 1 ? [] : [{ start, end }]
  })
}

const print = (line: string) => process.stdout.write(`${line}\n`)
const numberFrom = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise)
const threads = numberFrom('THREADS', 1)
const stepsPerRun = numberFrom('STEPS_PER_RUN', 4)
const runs = numberFrom('RUNS', 40)
const profilePrefix = process.env.PROFILE

const { step, variables, feeds } = ganStep(adult)
const started = performance.now()
const runtime = onnxRuntime(profilePrefix === undefined ? {} : { profilePrefix })
const program = await runtime.compile(step, { threads, stepsPerRun })
print(`compiled in ${(performance.now() - started).toFixed(0)} ms`)
program.writeState(initialValues(variables, createRng(1)))
const rng = createRng(2)
const batches = Array.from({ length: stepsPerRun }, () => feeds(rng))

const wall: number[] = []
const cpu: number[] = []
for (let i = 0; i < runs; i++) {
  const [time, use] = [performance.now(), process.cpuUsage()]
  await program.runMany(batches)
  const { user, system } = process.cpuUsage(use)
  wall.push((performance.now() - time) / stepsPerRun)
  cpu.push((user + system) / 1000 / stepsPerRun)
}
await program.dispose()

const quantile = (values: readonly number[], share: number) =>
  ([...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN).toFixed(2)
for (const [name, values] of [
  ['wall', wall],
  ['cpu', cpu],
] as const) {
  print(
    `${name} ms a step: least ${quantile(values, 0)}, median ${quantile(values, 0.5)}, 90 % ${quantile(values, 0.9)}`,
  )
}
print(`resident memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
