import { readStrata, readWhere } from '@tabricate/core'
import { loadModel } from '@tabricate/core/node'
import { z } from 'zod'
import { describeRedrawn } from '../constraint-option.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { restorers } from '../models.ts'
import { checkOutputs, checkRowsOutput, describeOutput, writeRows } from '../output.ts'
import { number, readArguments, wholeNumber } from '../read-arguments.ts'
import { readRebalanceOption } from '../rebalance-option.ts'
import { formatSchema } from '../table-format.ts'
import { readWhereOption } from '../where-option.ts'

const argumentsSchema = z.object({
  rows: wholeNumber(0),
  output: z.string(),
  format: formatSchema.optional(),
  seed: number('a number', () => true),
  where: z.array(z.string()),
  rebalance: z.array(z.string()),
  force: z.boolean(),
  quiet: z.boolean(),
  json: z.boolean(),
})

/** `tabricate sample`: more rows from a saved model. */
export async function sample(modelFile: string, given: object, io: Io): Promise<ExitCode> {
  const args = readArguments(argumentsSchema, given)
  const { rows, seed, output, format, force } = args
  const quiet = args.quiet || args.json
  checkRowsOutput(args, io)
  await checkOutputs([output], force)
  const synthesizer = await loadModel(modelFile, restorers)
  try {
    const where = readWhereOption(args.where, synthesizer.schema)
    readWhere(synthesizer.schema, where)
    const rebalance = readRebalanceOption(args.rebalance, synthesizer.schema)
    readStrata(synthesizer.schema, rebalance)
    const stats = await writeRows(
      synthesizer,
      { rows, seed, where, rebalance, output, format, force, quiet },
      io,
    )
    const say = createSay(io, quiet)
    const redrawn = describeRedrawn(stats)
    if (redrawn !== undefined) await say(redrawn)
    await say(`Wrote ${rows.toLocaleString('en')} rows to ${describeOutput(output)}.`)
    if (args.json) {
      await writeLine(
        io.stdout,
        JSON.stringify({ model: synthesizer.modelId, modelFile, seed, rows, output, drawn: stats }, null, 2),
      )
    }
  } finally {
    await synthesizer.dispose()
  }
  return exitCodes.done
}
