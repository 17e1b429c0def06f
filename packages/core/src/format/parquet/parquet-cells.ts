import type { ColumnBuilder } from '../../table/column-builder.ts'
import { decimalText } from '../../table/number-text.ts'
import type { ParquetType } from './parquet-type.ts'

/** Adds a cell, in Parquet's physical form, to its column; false when it is not what its type says. */
export type CellPusher = (builder: ColumnBuilder, value: unknown) => boolean

/** Types whose cells are not points in time. */
export type PlainType = Exclude<ParquetType, { kind: 'timestamp' } | { kind: 'date' }>

/** How the cells of each type are added. Timestamps and dates are not here: see datetime-cells.ts. */
export function cellPusherOf(type: PlainType): CellPusher {
  switch (type.kind) {
    case 'boolean':
      return (builder, value) => {
        if (typeof value === 'boolean') builder.pushText(String(value))
        return typeof value === 'boolean'
      }
    case 'whole':
      return pushNumber
    case 'double':
      return (builder, value) => {
        if (typeof value === 'number' && Number.isNaN(value)) builder.pushMissing()
        else return pushNumber(builder, value)
        return true
      }
    case 'unsigned':
      return (builder, value) => {
        if (typeof value === 'bigint') return pushNumber(builder, BigInt.asUintN(type.bits, value))
        return typeof value === 'number' && pushNumber(builder, value >>> 0)
      }
    case 'half':
      return (builder, value) =>
        value instanceof Uint8Array && value.length === 2 && pushNumber(builder, halfFloat(value))
    case 'decimal':
      return (builder, value) => {
        const unscaled = unscaledOf(value)
        if (unscaled === null) return false
        const text = decimalDigits(unscaled, type.scale)
        // More digits than a double holds: then only the text keeps them.
        if (type.scale > 0 && decimalText(Number(text), type.scale) !== text) builder.pushLiteral(text)
        else builder.pushText(text)
        return true
      }
    case 'text': {
      const decode = textDecoder()
      return (builder, value) => {
        const text = decode(value)
        if (text !== null) builder.pushLiteral(text)
        return text !== null
      }
    }
    case 'uuid':
      return (builder, value) => {
        if (!(value instanceof Uint8Array) || value.length !== 16) return false
        const hex = Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')
        builder.pushLiteral(hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))
        return true
      }
    case 'time': {
      const digits = String(type.perSecond).length - 1
      return (builder, value) => {
        if (typeof value !== 'bigint' && typeof value !== 'number') return false
        builder.pushText(clockText(BigInt(value), type.perSecond, digits))
        return true
      }
    }
    default:
      return type satisfies never
  }
}

function pushNumber(builder: ColumnBuilder, value: unknown): boolean {
  if (typeof value === 'bigint') {
    if (BigInt.asIntN(54, value) === value) builder.pushNumber(Number(value))
    else builder.pushText(String(value))
    return true
  }
  if (typeof value !== 'number') return false
  // Infinity is a text that no number of a table stands for.
  if (Number.isFinite(value)) builder.pushNumber(value)
  else builder.pushText(String(value))
  return true
}

/** Half precision, IEEE 754: one sign bit, five of the exponent, ten of the fraction. */
function halfFloat(bytes: Uint8Array): number {
  const bits = ((bytes[1] ?? 0) << 8) | (bytes[0] ?? 0)
  const exponent = (bits >> 10) & 31
  const fraction = (bits & 1023) / 1024
  const sign = bits >> 15 ? -1 : 1
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * 2 ** -14 * fraction : sign * 2 ** (exponent - 15) * (1 + fraction)
}

function unscaledOf(value: unknown): bigint | null {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return BigInt(value)
  if (!(value instanceof Uint8Array)) return null
  let unscaled = 0n
  for (const byte of value) unscaled = unscaled * 256n + BigInt(byte)
  return BigInt.asIntN(value.length * 8, unscaled)
}

/** The digits of unscaled · 10^−scale, all of them. */
function decimalDigits(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale))
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** `07:55:29.123`, with as many digits as the unit has. */
export function clockText(units: bigint, perSecond: bigint, digits: number): string {
  const seconds = units / perSecond
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${clock.join(':')}.${String(units % perSecond).padStart(digits, '0')}`
}

/** Decodes UTF-8; repeated values share their bytes and are decoded once. */
function textDecoder(): (value: unknown) => string | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let known = new WeakMap<Uint8Array, string>()
  let misses = 0
  return (value) => {
    if (!(value instanceof Uint8Array)) return null
    const found = known.get(value)
    if (found !== undefined) return found
    if (++misses % 65_536 === 0) known = new WeakMap()
    try {
      const text = decoder.decode(value)
      known.set(value, text)
      return text
    } catch {
      return null
    }
  }
}
