import type { InferenceSession, Tensor } from 'onnxruntime-common'
import type { CompileOptions, Feeds, Program, Step, Values } from '../runtime/runtime.ts'
import { checkFeeds, checkState, stepSignature } from '../runtime/step-signature.ts'
import { unroll, unrolledName } from '../runtime/unroll.ts'
import { createSession, floatsOf, type Ort, type SessionOptions, tensorOf } from './session.ts'

/** A program whose steps are sessions of ONNX Runtime; the state lies in JavaScript's memory between runs. */
export async function createOrtProgram(
  ort: Ort,
  step: Step,
  options: CompileOptions & SessionOptions,
): Promise<Program> {
  const signature = stepSignature(step)
  const changing = signature.state.filter(({ value, next }) => value !== next)
  const outputNames = Object.keys(step.outputs)
  const state = new Map(
    signature.state.map(({ name, value, size }) => [name, tensorOf(ort, new Float32Array(size), value)]),
  )

  /** Sessions by the number of steps that one run of them takes. */
  const sessions = new Map<number, Promise<InferenceSession>>()
  function sessionFor(count: number): Promise<InferenceSession> {
    const known = sessions.get(count)
    if (known !== undefined) return known
    const unrolled = unroll(step, count)
    const next = changing.map(
      (entry) => [nextName(entry.name), (unrolled.state[entry.name] ?? entry).next] as const,
    )
    const session = createSession(ort, { ...unrolled.outputs, ...Object.fromEntries(next) }, options)
    sessions.set(count, session)
    return session
  }

  async function runMany(steps: readonly Feeds[]): Promise<readonly Values[]> {
    if (steps.length === 0) return []
    for (const feeds of steps) checkFeeds(signature, feeds)
    const session = await sessionFor(steps.length)
    const results = await session.run(inputsOf(session, steps))
    for (const { name, next } of changing)
      state.set(name, tensorOf(ort, floatsOf(results, nextName(name)), next))
    return steps.map((_, i) =>
      Object.fromEntries(outputNames.map((name) => [name, floatsOf(results, unrolledName(i, name))])),
    )
  }

  function inputsOf(session: InferenceSession, steps: readonly Feeds[]): Record<string, Tensor> {
    // State that the outputs do not depend on is kept, but is no input of the session.
    const read = new Set(session.inputNames)
    const inputs: Record<string, Tensor> = {}
    for (const { name, inputName } of signature.state) {
      const value = state.get(name)
      if (value !== undefined && read.has(inputName)) inputs[inputName] = value
    }
    for (const { name, node } of signature.feeds) {
      steps.forEach((feeds, i) => {
        const data = feeds[name]
        if (data !== undefined) inputs[unrolledName(i, name)] = tensorOf(ort, data, node)
      })
    }
    return inputs
  }

  await sessionFor(options.stepsPerRun ?? 1)
  return {
    async run(feeds) {
      const [outputs = {}] = await runMany([feeds])
      return outputs
    },
    runMany,
    readState() {
      const tensors = Object.fromEntries(state)
      return Object.fromEntries([...state.keys()].map((name) => [name, floatsOf(tensors, name).slice()]))
    },
    writeState(values) {
      checkState(signature, values)
      for (const { name, value } of signature.state) {
        const given = values[name]
        if (given !== undefined) state.set(name, tensorOf(ort, given.slice(), value))
      }
    },
    async dispose() {
      for (const pending of sessions.values()) {
        const session = await pending
        if (options.profilePrefix !== undefined) session.endProfiling()
        await session.release()
      }
      sessions.clear()
      state.clear()
    },
  }
}

/** What the value after a run is called, unlike any output. */
const nextName = (name: string) => `next ${name}`
