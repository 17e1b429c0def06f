import { TabricateError } from '@tabricate/core'

const part = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,200}$/

/** @throws TabricateError `INVALID_OPTIONS` for a key that could lead out of the store or is not portable */
export function checkKey(key: string): string {
  const isValid = key.length <= 1000 && key.split('/').every((each) => part.test(each))
  if (!isValid)
    throw new TabricateError('INVALID_OPTIONS', `${JSON.stringify(key.slice(0, 100))} is no key of a file.`)
  return key
}

export function objectMissing(key: string, cause?: unknown): TabricateError {
  return new TabricateError('FILE_NOT_FOUND', `There is no file "${key}" in the store.`, { cause })
}

/** The part of a file of that size that a range names. @throws TabricateError `INVALID_OPTIONS` when there is no such part */
export function resolveRange(
  range: { readonly start: number; readonly end?: number } | undefined,
  sizeBytes: number,
): { readonly start: number; readonly end: number } {
  const start = range?.start ?? 0
  const end = Math.min(range?.end ?? sizeBytes - 1, sizeBytes - 1)
  if (range !== undefined && (start < 0 || start > end))
    throw new TabricateError('INVALID_OPTIONS', `The range lies outside the file of ${sizeBytes} bytes.`)
  return { start, end }
}
