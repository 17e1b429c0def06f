import type { ConvertedType, SchemaElement } from 'hyparquet'

/** What the cells of a Parquet column are, from its physical type and annotations. */
export type ParquetType =
  | { readonly kind: 'boolean' | 'whole' | 'double' | 'half' | 'text' | 'uuid' }
  | { readonly kind: 'date' }
  | { readonly kind: 'unsigned'; readonly bits: 32 | 64 }
  | { readonly kind: 'decimal'; readonly scale: number }
  /** `perSecond` units a second; `zone` is written behind it: `Z` for points in time, nothing for local times. */
  | { readonly kind: 'timestamp'; readonly perSecond: bigint; readonly zone: 'Z' | '' }
  | { readonly kind: 'time'; readonly perSecond: bigint }

const perSecond = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const

/** The type of a column; null when it cannot be a column of a table, as nested and binary ones. */
export function parquetTypeOf(element: SchemaElement): ParquetType | null {
  if (element.repetition_type === 'REPEATED' || (element.num_children ?? 0) > 0) return null
  return annotatedType(element) ?? physicalType(element)
}

const byConvertedType: Readonly<Partial<Record<ConvertedType, ParquetType>>> = {
  DATE: { kind: 'date' },
  TIMESTAMP_MILLIS: { kind: 'timestamp', perSecond: perSecond.MILLIS, zone: 'Z' },
  TIMESTAMP_MICROS: { kind: 'timestamp', perSecond: perSecond.MICROS, zone: 'Z' },
  TIME_MILLIS: { kind: 'time', perSecond: perSecond.MILLIS },
  TIME_MICROS: { kind: 'time', perSecond: perSecond.MICROS },
  UINT_8: { kind: 'unsigned', bits: 32 },
  UINT_16: { kind: 'unsigned', bits: 32 },
  UINT_32: { kind: 'unsigned', bits: 32 },
  UINT_64: { kind: 'unsigned', bits: 64 },
}

/** Logical types succeed the converted ones, and say more where a file has both. */
function annotatedType({
  converted_type: converted,
  logical_type: logical,
  scale,
}: SchemaElement): ParquetType | null {
  if (logical?.type === 'DECIMAL') return { kind: 'decimal', scale: logical.scale }
  if (logical?.type === 'DATE') return { kind: 'date' }
  if (logical?.type === 'TIME') return { kind: 'time', perSecond: perSecond[logical.unit] }
  if (logical?.type === 'TIMESTAMP') {
    return { kind: 'timestamp', perSecond: perSecond[logical.unit], zone: logical.isAdjustedToUTC ? 'Z' : '' }
  }
  if (logical?.type === 'INTEGER' && !logical.isSigned) {
    return { kind: 'unsigned', bits: logical.bitWidth === 64 ? 64 : 32 }
  }
  if (logical?.type === 'FLOAT16') return { kind: 'half' }
  if (logical?.type === 'UUID') return { kind: 'uuid' }
  if (converted === 'DECIMAL') return { kind: 'decimal', scale: scale ?? 0 }
  return converted === undefined ? null : (byConvertedType[converted] ?? null)
}

function physicalType({
  type,
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): ParquetType | null {
  switch (type) {
    case 'BOOLEAN':
      return { kind: 'boolean' }
    case 'INT32':
    case 'INT64':
      return { kind: 'whole' }
    case 'FLOAT':
    case 'DOUBLE':
      return { kind: 'double' }
    case 'INT96':
      return { kind: 'timestamp', perSecond: perSecond.NANOS, zone: 'Z' }
    case 'BYTE_ARRAY': {
      const isText =
        converted === undefined || converted === 'UTF8' || converted === 'ENUM' || converted === 'JSON'
      const isTextToo = logical === undefined || ['STRING', 'ENUM', 'JSON'].includes(logical.type)
      return isText && isTextToo ? { kind: 'text' } : null
    }
    case 'FIXED_LEN_BYTE_ARRAY':
    case undefined:
      return null
    default:
      return type satisfies never
  }
}
