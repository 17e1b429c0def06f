import { basename } from 'node:path'
import { evaluate as evaluateTables } from '@tabricate/core'
import { reportOptionsSchema } from '@tabricate/core/report'
import { z } from 'zod'
import packageJson from '../../package.json' with { type: 'json' }
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readInputTable, readTableLike, standardStream } from '../input.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { checkOutputs } from '../output.ts'
import { findShortfalls } from '../quality-gate.ts'
import { number, readArguments } from '../read-arguments.ts'
import { checkReportFile, writeReport } from '../report-file.ts'
import { formatReport } from '../report-text.ts'
import { formatSchema } from '../table-format.ts'

const argumentsSchema = z.object({
  holdout: z.string().optional(),
  target: z.string().optional(),
  type: z.array(z.string()),
  format: formatSchema.optional(),
  report: z.string().optional(),
  language: reportOptionsSchema.shape.language,
  minQuality: score().optional(),
  minPrivacy: score().optional(),
  seed: number('a number', () => true),
  force: z.boolean(),
  quiet: z.boolean(),
  json: z.boolean(),
})

/** `tabricate evaluate`: how alike two tables are, between floor and ceiling. */
export async function evaluate(
  realFile: string,
  syntheticFile: string,
  given: object,
  io: Io,
): Promise<ExitCode> {
  const args = readArguments(argumentsSchema, given)
  const { seed, format, force } = args
  checkReportFile(args.report)
  await checkOutputs([args.report], force)
  const say = createSay(io, args.quiet || args.json)
  const real = await readInputTable({ path: realFile, format }, io, args.type, say)
  const synthetic = await readTableLike(real, { path: syntheticFile, format }, io)
  const holdout =
    args.holdout === undefined ? undefined : await readTableLike(real, { path: args.holdout, format }, io)
  const report = await evaluateTables({
    real,
    synthetic,
    ...(holdout && { holdout }),
    ...(args.target !== undefined && { target: args.target }),
    origin: {
      tables: {
        real: nameOf(realFile),
        synthetic: nameOf(syntheticFile),
        ...(args.holdout !== undefined && { holdout: nameOf(args.holdout) }),
      },
      software: { tabricate: packageJson.version },
    },
    seed,
    signal: io.signal,
  })
  if (args.report !== undefined) {
    await writeReport(args.report, report, { language: args.language, force, signal: io.signal })
    await say(`Wrote the report to ${args.report}.`)
  }
  await writeLine(io.stdout, args.json ? JSON.stringify(report, null, 2) : formatReport(report))
  const shortfalls = findShortfalls(report, args)
  for (const shortfall of shortfalls) await writeLine(io.stderr, shortfall)
  return shortfalls.length === 0 ? exitCodes.done : exitCodes.belowThreshold
}

function score() {
  return number('a score from 0 to 1', (value) => value >= 0 && value <= 1)
}

/** A report may be passed on: where a file lay is nobody's business. */
function nameOf(path: string): string {
  return path === standardStream ? 'standard input' : basename(path)
}
