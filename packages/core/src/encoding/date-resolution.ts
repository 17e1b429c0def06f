/** Milliseconds of a day, an hour, a minute, a second, a millisecond. */
const resolutions = [86_400_000, 3_600_000, 60_000, 1000, 1]

/** The coarsest resolution of which all `dates` (ms since 1970) are whole multiples, counted from `origin`; 1 ms at least. */
export function dateResolution(dates: Float64Array, origin: number): number {
  return resolutions.find((resolution) => dates.every((date) => (date - origin) % resolution === 0)) ?? 1
}

/** `day`, `hour`, … for a resolution in milliseconds. */
export function resolutionName(resolution: number): string {
  const names = ['day', 'hour', 'minute', 'second', 'millisecond']
  return names[resolutions.indexOf(resolution)] ?? `${resolution} ms`
}
