/** A tenth of a pixel is enough, and keeps pages small. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}
