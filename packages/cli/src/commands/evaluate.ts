import { evaluate as evaluateTables } from '@tabricate/core'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readInputTable, readTableLike } from '../input.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { checkOutputs, writeJsonFile } from '../output.ts'
import { number, readArguments } from '../read-arguments.ts'
import { formatReport } from '../report-text.ts'
import { streamFormats } from '../stream-format.ts'

const argumentsSchema = z.object({
  holdout: z.string().optional(),
  target: z.string().optional(),
  type: z.array(z.string()),
  format: z.enum(streamFormats).optional(),
  report: z.string().optional(),
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
    seed,
    signal: io.signal,
  })
  if (args.report !== undefined) {
    await writeJsonFile(args.report, report, { force, signal: io.signal })
    await say(`Wrote the report to ${args.report}.`)
  }
  await writeLine(io.stdout, args.json ? JSON.stringify(report, null, 2) : formatReport(report))
  return exitCodes.done
}
