import { TabricateError } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { exitCodeOf } from './exit-codes.ts'
import { OutputClosed } from './io.ts'

describe('exitCodeOf', () => {
  it.each([
    ['INVALID_OPTIONS', 2],
    ['CONDITION_INVALID', 2],
    ['PARSE_FAILED', 3],
    ['FILE_EXISTS', 4],
    ['MODEL_FILE_CORRUPT', 5],
    ['CONDITION_UNREACHABLE', 6],
    ['DEFECT', 1],
  ] as const)('gives %s the code %i', (code, exitCode) => {
    expect(exitCodeOf(new TabricateError(code, ''), undefined)).toBe(exitCode)
  })

  it('tells an interruption from a termination', () => {
    const aborted = new TabricateError('ABORTED', '')
    expect(exitCodeOf(aborted, 'SIGINT')).toBe(130)
    expect(exitCodeOf(aborted, 'SIGTERM')).toBe(143)
  })

  it('takes errors of the operating system for file errors, and all others for defects', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', syscall: 'open' })
    expect(exitCodeOf(denied, undefined)).toBe(4)
    expect(exitCodeOf(new TypeError('x is not a function'), undefined)).toBe(1)
  })

  it('is content when the reader of the output has had enough', () => {
    expect(exitCodeOf(new OutputClosed(), undefined)).toBe(0)
  })
})
