import { expect, it } from 'vitest'
import { createPacer } from './pacer.ts'

it('lets others run after much work, not after every bit of it', async () => {
  const pace = createPacer(undefined)
  let others = 0
  setTimeout(() => others++, 0)
  for (let unit = 0; unit < 100; unit++) await pace(1e3)
  expect(others).toBe(0)
  await pace(1e6)
  expect(others).toBe(1)
})

it('stops once the signal is aborted, during a turn too', async () => {
  const controller = new AbortController()
  const pace = createPacer(controller.signal)
  await pace(1)
  setTimeout(() => controller.abort(), 0)
  await expect(pace(1e9)).rejects.toMatchObject({ code: 'ABORTED' })
  await expect(pace(1)).rejects.toMatchObject({ code: 'ABORTED' })
})
