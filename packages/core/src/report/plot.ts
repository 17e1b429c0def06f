/** Plots small enough for a row of a table. */
export type RowPlot =
  /** A score on a line with what it lies between; `null` parts are left out. */
  | {
      readonly kind: 'scale'
      readonly value: number
      readonly interval: readonly [number, number] | null
      readonly floor: number | null
      readonly ceiling: number | null
    }
  /** Two shares, from 0 to 1, as bars. */
  | {
      readonly kind: 'bars'
      readonly real: number
      readonly synthetic: number
      /** The share that fills the width. */
      readonly largest: number
    }

/** A position on an axis and what is written there. */
export interface Tick {
  /** From 0 = left or bottom to 1 = right or top. */
  readonly at: number
  readonly label: string
}

export type Plot =
  /** Shares of rows by bin, both tables over each other. */
  | {
      readonly kind: 'histogram'
      readonly real: readonly number[]
      readonly synthetic: readonly number[]
      /** Do the first and the last bin hold all that lies beyond? */
      readonly openEnds: readonly [boolean, boolean]
      /** On the bins but open ones. */
      readonly ticks: readonly Tick[]
    }
  /** Values of pairs, from −1 to 1; `null` = undefined. `values[row][column]`. */
  | {
      readonly kind: 'matrices'
      readonly names: readonly string[]
      readonly matrices: readonly {
        readonly title: string
        readonly values: readonly (readonly (number | null)[])[]
      }[]
    }
  /** Quantiles by share of rows, of several groups under each other. */
  | { readonly kind: 'quantiles'; readonly unit: string; readonly groups: readonly QuantileGroup[] }
  /** Lines over a common horizontal axis; gaps where values are `null`. */
  | {
      readonly kind: 'curves'
      readonly horizontal: string
      readonly positions: readonly number[]
      readonly curves: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
    }

export interface QuantileGroup {
  readonly name: string
  readonly quantiles: {
    readonly p05: number
    readonly p25: number
    readonly p50: number
    readonly p75: number
    readonly p95: number
  }
}
