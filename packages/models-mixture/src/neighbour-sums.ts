/** Values on a grid of lines: `lines` lines of `length` values; the first `ordered` of each line are neighbours of each other in that order. */
export interface GridLines {
  readonly lines: number
  readonly length: number
  readonly ordered: number
  /** 1 where the values of a line lie next to each other, otherwise the number of lines. */
  readonly stride: number
}

/** To each ordered value the others of its line are added, those in distance m times h^m; 0 ≤ h < 1. */
export function addNeighbours(
  values: Float64Array,
  { lines, length, ordered, stride }: GridLines,
  h: number,
): Float64Array {
  const result = values.slice()
  if (h === 0 || ordered < 2) return result
  const lineStep = stride === 1 ? length : 1
  for (let line = 0; line < lines; line++) {
    const first = line * lineStep
    addPassing(values, result, first, stride, ordered, h)
    addPassing(values, result, first + (ordered - 1) * stride, -stride, ordered, h)
  }
  return result
}

function addPassing(
  values: Float64Array,
  result: Float64Array,
  first: number,
  step: number,
  count: number,
  h: number,
): void {
  let carried = 0
  for (let i = 0, at = first; i < count; i++, at += step) {
    result[at] = (result[at] ?? 0) + carried
    carried = h * (carried + (values[at] ?? 0))
  }
}
