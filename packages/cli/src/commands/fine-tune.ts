import { type FineTuneArguments, type Synthesizer, TabricateError } from '@tabricate/core'
import { loadCheckpoint, saveModel } from '@tabricate/core/node'
import { z } from 'zod'
import { checkpointWriter, saveLastCheckpoint } from '../checkpoint-writer.ts'
import { describeRedrawn } from '../constraint-option.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { formatDuration } from '../format-duration.ts'
import { readTableLike } from '../input.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { readModelOptions } from '../model-options.ts'
import { findModel } from '../models.ts'
import { checkOutputs, checkRowsOutput, describeOutput, writeRows } from '../output.ts'
import { createProgressDisplay, trainingStatus } from '../progress-bar.ts'
import { number, readArguments, wholeNumber } from '../read-arguments.ts'
import { formatSchema } from '../table-format.ts'

const argumentsSchema = z.object({
  rows: wholeNumber(0).optional(),
  output: z.string(),
  format: formatSchema.optional(),
  options: z.string().optional(),
  set: z.array(z.string()),
  epochs: wholeNumber(1).optional(),
  seed: number('a number', () => true),
  threads: wholeNumber(1),
  maxSeconds: number('seconds above 0', (seconds) => seconds > 0).optional(),
  dropUnknown: z.boolean(),
  dropViolations: z.boolean(),
  checkpoint: z.string().optional(),
  save: z.string().optional(),
  force: z.boolean(),
  quiet: z.boolean(),
  json: z.boolean(),
})

/** `tabricate fine-tune`: goes on from a checkpoint with new rows, and writes rows like them. */
export async function fineTune(
  checkpointFile: string,
  input: string,
  given: object,
  io: Io,
): Promise<ExitCode> {
  const args = readArguments(argumentsSchema, given)
  const { seed, threads, force, output, format } = args
  const quiet = args.quiet || args.json
  const say = createSay(io, quiet)
  const options = readModelOptions(args)
  checkRowsOutput(args, io)
  // The file that is gone on from may be written again.
  const written = args.checkpoint === checkpointFile ? undefined : args.checkpoint
  await checkOutputs([output, args.save, written], force)
  const checkpoint = await loadCheckpoint(checkpointFile)
  if (checkpoint.encoding === undefined) {
    throw new TabricateError(
      'MODEL_STATE_INVALID',
      `The checkpoint "${checkpointFile}" was written by an earlier version: a training can go on from it (synthesize --resume), but not with other rows.`,
    )
  }
  const { plan, transformation } = checkpoint.encoding
  const table = await readTableLike(transformation ?? plan, { path: input, format }, io)
  const model = await findModel(checkpoint.modelId).load()
  await say(
    `Going on with ${table.rowCount.toLocaleString('en')} rows from a training of ${checkpoint.modelId}.`,
  )
  const notices: string[] = []
  const start = io.clock()
  const synthesizer = await withProgress(io, quiet, (progress) =>
    model.fineTune(checkpoint, table, {
      ...progress,
      seed,
      threads,
      options,
      unknownValues: args.dropUnknown ? 'drop' : 'refuse',
      violatingRows: args.dropViolations ? 'drop' : 'refuse',
      onNotice: (notice) => notices.push(notice),
      ...(args.maxSeconds !== undefined && { maxSeconds: args.maxSeconds }),
      ...(args.checkpoint !== undefined && { onCheckpoint: checkpointWriter(args.checkpoint, io.clock) }),
    }),
  )
  const fitMs = io.clock() - start
  try {
    for (const notice of notices) await say(`Note: ${notice}`)
    if (args.checkpoint !== undefined) await saveLastCheckpoint(synthesizer, args.checkpoint)
    if (args.save !== undefined) {
      await saveModel(synthesizer, args.save, { force, signal: io.signal })
      await say(`Saved the model to ${args.save}.`)
    }
    const rows = args.rows ?? table.rowCount
    const stats = await writeRows(
      synthesizer,
      { rows, seed, where: {}, rebalance: {}, output, format, force, quiet },
      io,
    )
    const redrawn = describeRedrawn(stats)
    if (redrawn !== undefined) await say(redrawn)
    await say(
      `Wrote ${rows.toLocaleString('en')} rows to ${describeOutput(output)} (training ${formatDuration(fitMs)}).`,
    )
    if (args.json) {
      const { modelId, rowCount: learnedRows, options: complete } = synthesizer.snapshot()
      const summary = {
        model: modelId,
        options: complete,
        seed,
        learnedRows,
        rows,
        output,
        fitMs: Math.round(fitMs),
      }
      await writeLine(io.stdout, JSON.stringify(summary, null, 2))
    }
  } finally {
    await synthesizer.dispose()
  }
  return exitCodes.done
}

type Progress = Required<Pick<FineTuneArguments<unknown>, 'signal' | 'clock' | 'onProgress'>>

async function withProgress(
  io: Io,
  quiet: boolean,
  run: (progress: Progress) => Promise<Synthesizer>,
): Promise<Synthesizer> {
  const display = createProgressDisplay(io, quiet)
  try {
    return await run({
      signal: io.signal,
      clock: io.clock,
      onProgress: (progress) => display.show(trainingStatus(progress)),
    })
  } finally {
    display.stop()
  }
}
