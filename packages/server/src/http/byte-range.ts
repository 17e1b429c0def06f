import { ServiceError } from '../service-error.ts'

/**
 * The one range that a `Range` header asks for; `null` for none, several, or other units: then the whole file is the right answer
 * (RFC 9110, section 14.2).
 * @throws ServiceError `RANGE_NOT_SATISFIABLE` when it begins beyond the end
 */
export function readRange(
  header: string | undefined,
  sizeBytes: number,
): { readonly start: number; readonly end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.replaceAll(' ', '') ?? '')
  const [, first = '', last = ''] = match ?? []
  if (match === null || (first === '' && last === '')) return null
  const end = first === '' || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first)
  if (first !== '' && last !== '' && Number(first) > Number(last)) return null
  if (start >= sizeBytes || start > end)
    throw new ServiceError('RANGE_NOT_SATISFIABLE', `The file has ${sizeBytes} bytes.`)
  return { start, end }
}
