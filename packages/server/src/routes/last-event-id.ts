/** The number of the event that a reader has seen last; null without one, or with nonsense. */
export function lastEventId(header: string | undefined): number | null {
  const id = Number(header ?? Number.NaN)
  return Number.isSafeInteger(id) && id >= 0 && id <= 2_147_483_647 ? id : null
}
