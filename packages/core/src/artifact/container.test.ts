import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTabricateError } from '../errors.ts'
import type { ModelState } from '../model/state.ts'
import { decodeContainer, encodeContainer } from './container.ts'

const sample: ModelState = {
  meta: { name: 'größer', list: [1, null, true, '__proto__'] },
  tensors: {
    weights: Float32Array.of(1.5, -2, Number.NaN, 3e38),
    ['__proto__']: Float64Array.of(Math.PI, -0),
    codes: Int32Array.of(-1, 2147483647),
    empty: new Uint32Array(0),
  },
}

test('what is written is read back, element by element, odd names included', async () => {
  const read = await decodeContainer(await encodeContainer(sample))
  expect(read.meta).toEqual(sample.meta)
  expect(Object.keys(read.tensors)).toEqual(Object.keys(sample.tensors))
  for (const [name, tensor] of Object.entries(sample.tensors)) {
    const again = Object.entries(read.tensors).find(([other]) => other === name)?.[1]
    expect(again).toEqual(tensor)
    expect(again?.constructor).toBe(tensor.constructor)
  }
})

test('a header with a key __proto__ pollutes nothing', async () => {
  await decodeContainer(await encodeContainer({ meta: { ['__proto__']: { polluted: true } }, tensors: {} }))
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('the same content gives the same bytes', async () => {
  expect(await encodeContainer(sample)).toEqual(await encodeContainer(structuredClone(sample)))
})

test('a file cut short anywhere is refused', async () => {
  const file = await encodeContainer(sample)
  for (let length = 0; length < file.length; length++) {
    const outcome = await decodeContainer(file.subarray(0, length)).catch((error: unknown) => error)
    // The last tensor is empty and the file padded to 8 bytes: only bytes that belong to nothing may be missing.
    if (!isTabricateError(outcome, 'MODEL_FILE_CORRUPT'))
      expect(file.subarray(length).every((byte) => byte === 0)).toBe(true)
  }
})

test('a newer format is told apart from a broken file', async () => {
  const file = await encodeContainer(sample)
  file[8] = 2
  await expect(decodeContainer(file)).rejects.toSatisfy((error) =>
    isTabricateError(error, 'MODEL_FILE_NEWER'),
  )
})

test('no byte can be changed unnoticed, and no change crashes the reader (1,000 random changes)', async () => {
  const file = await encodeContainer(sample)
  const padding = new Set<number>()
  const changed = fc.asyncProperty(
    fc.nat(file.length - 1),
    fc.integer({ min: 1, max: 255 }),
    async (at, flip) => {
      const copy = file.slice()
      copy[at] = (copy[at] ?? 0) ^ flip
      const outcome = await decodeContainer(copy).catch((error: unknown) => error)
      if (isTabricateError(outcome, 'MODEL_FILE_CORRUPT') || isTabricateError(outcome, 'MODEL_FILE_NEWER'))
        return
      expect(file[at]).toBe(0)
      padding.add(at)
    },
  )
  await fc.assert(changed, { numRuns: 1000, seed: 1 })
  // At most seven bytes of padding behind the header and behind each of four tensors.
  expect(padding.size).toBeLessThanOrEqual(35)
})

test('random bytes behind a valid beginning give a typed error', async () => {
  const beginning = Array.from(new TextEncoder().encode('TABRICAT'))
  const bytes = fc.uint8Array({ maxLength: 200 }).map((rest) => Uint8Array.from([...beginning, ...rest]))
  await fc.assert(
    fc.asyncProperty(bytes, async (file) => {
      const outcome = await decodeContainer(file).catch((error: unknown) => error)
      expect(isTabricateError(outcome)).toBe(true)
    }),
    { numRuns: 300, seed: 2 },
  )
})
