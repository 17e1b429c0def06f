// Preloaded into the command line (`node --import`): writes the process's peak resident memory, in megabytes, when it ends.
import { writeFileSync } from 'node:fs'

const file = process.env.TABRICATE_BENCH_MEMORY
if (file !== undefined)
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS / 1000)))
