import { createRng, isTabricateError } from '@tabricate/core'
import { type ConformanceCase, ensure, ensureSame } from '@tabricate/core/testing'
import { add, mul, square } from '../graph/elementwise.ts'
import { constant, input } from '../graph/node.ts'
import { sum } from '../graph/reduce.ts'
import { initialValues } from '../layers/variable.ts'
import { evaluate } from '../reference/evaluate.ts'
import { referenceRuntime } from '../reference/reference-runtime.ts'
import type { Program, Runtime, Step, Values } from '../runtime/runtime.ts'
import { firstDerivatives, secondDerivatives } from './derivatives.ts'
import { type GanShape, ganStep } from './gan-step.ts'
import { type OperationCase, operationCases } from './operation-cases.ts'

/**
 * An operation and its derivatives are a dozen float32 roundings of 6e-8 of the largest value each; exponentials of a library may be
 * off by a few units in the last place more.
 */
const operationTolerance = 1e-5

/**
 * Losses and weights after {@link ganSteps} steps. Rounding differs in the last bits of a gradient, and where a gradient is next to 0
 * Adam makes a whole step of its sign: a weight may be off by the learning rate (2e-4) a step; the losses are means over many.
 */
const ganLossTolerance = 1e-3
const ganWeightTolerance = 2e-3
const ganSteps = 10

const smallGan: GanShape = {
  batch: 12,
  groups: 4,
  latent: 5,
  conditions: 3,
  width: 9,
  segments: [
    { start: 1, end: 4 },
    { start: 4, end: 6 },
    { start: 7, end: 9 },
  ],
  hidden: [8, 6],
}

/**
 * What every runtime must do. Needs no test framework: run each case.
 *
 * The measure is the reference evaluator, whose own results are checked against figures worked out by hand.
 */
export function testRuntime(runtime: Runtime): ConformanceCase[] {
  return [
    ...operationCases.map((operation) => ({
      name: `${operation.name}: value, first and second derivative`,
      run: () => agreesOnOperation(runtime, operation),
    })),
    { name: 'trains a GAN as the reference does', run: () => agreesOnGan(runtime) },
    { name: 'gives the same bytes twice', run: () => isDeterministic(runtime) },
    { name: 'goes on from a saved state, bit for bit', run: () => resumes(runtime) },
    { name: 'runs many steps as it runs each, bit for bit', run: () => runsMany(runtime) },
    {
      name: 'keeps state that is only read, and state that nothing depends on',
      run: () => keepsState(runtime),
    },
    {
      name: 'gives out inputs, constants and one node under two names',
      run: () => givesOutAnything(runtime),
    },
    {
      name: 'names every feed and value that does not fit, and changes nothing',
      run: () => refuses(runtime),
    },
  ]
}

const threads = 1

async function agreesOnOperation(runtime: Runtime, { inputs, feeds, result }: OperationCase): Promise<void> {
  const nodes = [result, ...firstDerivatives(result, inputs), ...secondDerivatives(result, inputs)]
  const outputs = Object.fromEntries(nodes.map((node, index) => [`output${index}`, node]))
  // Derivatives need not depend on every input.
  const used = Object.fromEntries(
    Object.entries(feeds).map(([name, values]) => [name, Float32Array.from(values)]),
  )
  const keep = Object.fromEntries(inputs.map((node, index) => [`input${index}`, { value: node, next: node }]))
  const program = await runtime.compile({ state: keep, outputs }, { threads })
  program.writeState(
    Object.fromEntries(Object.values(used).map((values, index) => [`input${index}`, values])),
  )
  const actual = await program.run({})
  evaluate(nodes, feeds).forEach((expected, index) => {
    ensureClose(actual[`output${index}`], expected, operationTolerance, `output ${index}`)
  })
  await program.dispose()
}

async function agreesOnGan(runtime: Runtime): Promise<void> {
  const [actual, expected] = await Promise.all([trainGan(runtime), trainGan(referenceRuntime())])
  ensureClose(actual.losses, expected.losses, ganLossTolerance, 'the losses')
  for (const [name, values] of Object.entries(expected.state)) {
    if (!name.includes('Adam')) ensureClose(actual.state[name], values, ganWeightTolerance, name)
  }
}

async function isDeterministic(runtime: Runtime): Promise<void> {
  const [first, second] = [await trainGan(runtime), await trainGan(runtime)]
  ensureSame(second, first, 'the second training')
}

async function resumes(runtime: Runtime): Promise<void> {
  const { step, feeds } = ganStep(smallGan)
  const whole = await trainGan(runtime)
  const half = await trainGan(runtime, 5)
  const program = await runtime.compile(step, { threads })
  program.writeState(half.state)
  const rng = createRng(2)
  for (let i = 0; i < 5; i++) feeds(rng)
  for (let i = 5; i < ganSteps; i++) await program.run(feeds(rng))
  ensureSame(program.readState(), whole.state, 'the state of the resumed training')
  await program.dispose()
}

async function runsMany(runtime: Runtime): Promise<void> {
  const whole = await trainGan(runtime)
  const { step, variables, feeds } = ganStep(smallGan)
  const program = await runtime.compile(step, { threads, stepsPerRun: 3 })
  program.writeState(initialValues(variables, createRng(1)))
  const rng = createRng(2)
  const all = Array.from({ length: ganSteps }, () => feeds(rng))
  const outputs: Values[] = []
  for (let i = 0; i < ganSteps; i += 3) outputs.push(...(await program.runMany(all.slice(i, i + 3))))
  ensureSame(program.readState(), whole.state, 'the state')
  ensureSame(outputs.flatMap(lossesOf), whole.losses, 'the losses')
  ensureSame(await program.runMany([]), [], 'the outputs of no step')
  await program.dispose()
}

/** State counts up by what is fed, times a factor that stays. */
function counter(): Step {
  const [count, factor, unused] = [input('count', [2]), input('factor', []), input('unused', [1])]
  const next = add(count, mul(input('by', [2]), factor))
  return {
    state: {
      count: { value: count, next },
      factor: { value: factor, next: factor },
      unused: { value: unused, next: unused },
    },
    outputs: { total: sum(square(next)) },
  }
}

const floats = (...values: number[]) => Float32Array.from(values)
const by = floats(1, 2)

async function keepsState(runtime: Runtime): Promise<void> {
  const program = await runtime.compile(counter(), { threads })
  ensureSame(
    program.readState(),
    { count: floats(0, 0), factor: floats(0), unused: floats(0) },
    'the first state',
  )
  const given = floats(3)
  program.writeState({ factor: given, unused: floats(7) })
  given[0] = 99
  await program.run({ by })
  const { total } = await program.run({ by })
  ensureSame(total, floats(36 + 144), 'the output')
  const { count, ...rest } = program.readState()
  ensureSame(rest, { factor: floats(3), unused: floats(7) }, 'the state that is only read')
  ensureSame(count, floats(6, 12), 'the count')
  count?.fill(0)
  ensureSame(program.readState().count, floats(6, 12), 'the count after its copy was written to')
  await program.dispose()
}

async function givesOutAnything(runtime: Runtime): Promise<void> {
  const x = input('x', [2])
  const double = mul(x, 2)
  const outputs = { fed: x, fixed: constant([5, 6]), once: double, again: double }
  const state = {
    x: { value: input('before', [2]), next: x },
    twice: { value: input('other', [2]), next: double },
  }
  const program = await runtime.compile({ state, outputs }, { threads })
  const values = await program.run({ x: by })
  const doubled = floats(2, 4)
  ensureSame(values, { fed: by, fixed: floats(5, 6), once: doubled, again: doubled }, 'the outputs')
  ensureSame(program.readState(), { x: by, twice: doubled }, 'the state')
  await program.dispose()
}

async function refuses(runtime: Runtime): Promise<void> {
  const program = await runtime.compile(counter(), { threads })
  program.writeState({ factor: floats(1), count: by })
  const before = program.readState()
  await ensureRefusal(() => program.run({}), ['feeds.by: is missing'])
  await ensureRefusal(
    () => program.run({ by: new Float32Array(3), other: by }),
    ['feeds.by: has 3', 'feeds.other: is not'],
  )
  await ensureRefusal(() => program.run({ by: new Int32Array(2) }), ['feeds.by: is no Float32Array'])
  await ensureRefusal(() => program.runMany([{ by }, {}]), ['feeds.by: is missing'])
  await ensureRefusal(
    async () => program.writeState({ count: new Float32Array(1), no: by }),
    ['state.count: has 1', 'state.no: is not'],
  )
  ensureSame(program.readState(), before, 'the state after refusals')
  await program.dispose()
}

async function trainGan(runtime: Runtime, steps = ganSteps): Promise<{ state: Values; losses: number[] }> {
  const { step, variables, feeds } = ganStep(smallGan)
  const program: Program = await runtime.compile(step, { threads })
  program.writeState(initialValues(variables, createRng(1)))
  const rng = createRng(2)
  const losses: number[] = []
  for (let i = 0; i < steps; i++) losses.push(...lossesOf(await program.run(feeds(rng))))
  const state = program.readState()
  await program.dispose()
  return { state, losses }
}

function lossesOf(outputs: Values): number[] {
  return Object.values(outputs).flatMap((values) => [...values])
}

function ensureClose(
  actual: ArrayLike<number> | undefined,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  ensure(
    actual?.length === expected.length,
    `${what} has ${actual?.length} numbers instead of ${expected.length}`,
  )
  const scale = Math.max(1, ...Array.from(expected, Math.abs))
  for (let i = 0; i < expected.length; i++) {
    const [a = Number.NaN, b = Number.NaN] = [actual?.[i], expected[i]]
    ensure(Math.abs(a - b) <= tolerance * scale, `${what}[${i}] is ${a} instead of ${b}`)
  }
}

async function ensureRefusal(attempt: () => Promise<unknown>, findings: readonly string[]): Promise<void> {
  try {
    await attempt()
  } catch (error) {
    ensure(isTabricateError(error, 'INVALID_OPTIONS'), `${error} is not INVALID_OPTIONS`)
    for (const finding of findings)
      ensure(error.message.includes(finding), `no '${finding}' in: ${error.message}`)
    return
  }
  ensure(false, `nothing was thrown instead of ${findings}`)
}
