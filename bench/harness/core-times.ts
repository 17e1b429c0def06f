import { cpus } from 'node:os'

/** Seconds of all cores together since the machine started. */
export function coreTimes(): { readonly busy: number; readonly total: number } {
  let busy = 0
  let idle = 0
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq
    idle += times.idle
  }
  return { busy: busy / 1000, total: (busy + idle) / 1000 }
}
