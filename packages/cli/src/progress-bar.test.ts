import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createProgressDisplay, trainingStatus } from './progress-bar.ts'

const status = trainingStatus({
  epoch: 12,
  epochs: 300,
  losses: { generator: 0.5, critic: -1.23456 },
  rowsPerSecond: 4512.4,
  elapsedMs: 7_708,
  remainingMs: 185_000,
})

function fakeStderr(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 200 })
  const chunks: string[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return { stream, text: () => chunks.join('') }
}

describe('createProgressDisplay', () => {
  it('draws a bar on a terminal, with epochs, losses, rate and remaining time, and takes it away', () => {
    const stderr = fakeStderr(true)
    const display = createProgressDisplay({ stderr: stderr.stream, clock: () => 0 }, false)
    display.show(status)
    const drawn = stderr.text()
    expect(drawn).toContain('training █')
    expect(drawn).toContain(
      '4 % · 12/300 epochs · generator 0.500 · critic -1.235 · 4,512 rows/s · 3 min 05 s left',
    )
    display.stop()
    expect(stderr.text().slice(drawn.length)).toContain('\u001b[?25h')
  })

  it('writes a plain line every ten seconds elsewhere', () => {
    const stderr = fakeStderr(false)
    let ms = 0
    const display = createProgressDisplay({ stderr: stderr.stream, clock: () => ms }, false)
    for (; ms <= 25_000; ms += 1000) display.show(status)
    display.stop()
    const line = 'training 12/300 epochs · generator 0.500 · critic -1.235 · 4,512 rows/s · 3 min 05 s left\n'
    expect(stderr.text()).toBe(line + line)
  })

  it('is silent when quiet, and when stopped before it began', () => {
    for (const [isTTY, quiet] of [
      [true, true],
      [false, true],
      [true, false],
    ] as const) {
      const stderr = fakeStderr(isTTY)
      const display = createProgressDisplay({ stderr: stderr.stream, clock: () => 0 }, quiet)
      if (quiet) display.show(status)
      display.stop()
      expect(stderr.text()).toBe('')
    }
  })
})
