/** A block of a network's row with one activation. */
export interface Span {
  /** `scalar`: one number within ±1 (tanh). `softmax`: one of `width` codes. */
  readonly kind: 'scalar' | 'softmax'
  /** `value`: position within a Gaussian mode. `mode`: mode, spike or missing of a continuous column. `category`: code of a discrete column. */
  readonly role: 'value' | 'mode' | 'category'
  /** First position in the row. */
  readonly start: number
  readonly width: number
  /** Column of the prepared table. */
  readonly column: number
}

/** What a network's row consists of: spans in the order of the prepared columns, without gaps. */
export interface SpanLayout {
  readonly width: number
  readonly spans: readonly Span[]
}

/** Rows as spans: one code or one number a cell, never one-hot. */
export interface SpanRows {
  readonly rowCount: number
  /** One array a softmax span, in layout order. */
  readonly codes: readonly Int32Array[]
  /** One array a scalar span, in layout order. */
  readonly scalars: readonly Float32Array[]
}

/** An encoded table: all that a network trains on. */
export interface EncodedTable extends SpanRows {
  readonly layout: SpanLayout
}

/** Rows of zeros, to be filled. */
export function allocateSpanRows({ spans }: SpanLayout, rowCount: number): SpanRows {
  return {
    rowCount,
    codes: spans.filter(({ kind }) => kind === 'softmax').map(() => new Int32Array(rowCount)),
    scalars: spans.filter(({ kind }) => kind === 'scalar').map(() => new Float32Array(rowCount)),
  }
}

/** Columns of a network's row that one softmax runs over: `start` up to but without `end`. */
export interface ColumnRange {
  readonly start: number
  readonly end: number
}

/** The softmax spans as column ranges, in order; with `role`, those of that role alone. */
export function softmaxRanges({ spans }: SpanLayout, role?: Span['role']): ColumnRange[] {
  return spans
    .filter((span) => span.kind === 'softmax' && (role === undefined || span.role === role))
    .map(({ start, width }) => ({ start, end: start + width }))
}

/** Of the layout's width: 1 at scalars, else 0. */
export function scalarMask({ spans, width }: SpanLayout): Float32Array {
  const mask = new Float32Array(width)
  for (const { kind, start } of spans) if (kind === 'scalar') mask[start] = 1
  return mask
}
