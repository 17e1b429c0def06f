import { isTabricateError } from '@tabricate/core'
import { expect, test } from 'vitest'
import { onnxRuntime } from './unavailable.ts'

test('in a browser: RUNTIME_UNAVAILABLE, and what to do', async () => {
  const attempt = onnxRuntime().compile({ state: {}, outputs: {} }, { threads: 1 })
  await expect(attempt).rejects.toSatisfy((error) => isTabricateError(error, 'RUNTIME_UNAVAILABLE'))
  await expect(attempt).rejects.toThrow(/onnxWebRuntime\(ort\)/)
})
