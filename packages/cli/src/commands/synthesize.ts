import { basename } from 'node:path'
import {
  estimateFit,
  evaluate,
  type FitArguments,
  type FitEstimate,
  getColumn,
  type Model,
  obeyingRows,
  type Report,
  type ReportOrigin,
  readStrata,
  readWhere,
  type Synthesizer,
  splitRows,
  type Table,
  throwIssues,
} from '@tabricate/core'
import { loadCheckpoint, saveModel } from '@tabricate/core/node'
import { reportOptionsSchema } from '@tabricate/core/report'
import { z } from 'zod'
import packageJson from '../../package.json' with { type: 'json' }
import { checkpointWriter, saveLastCheckpoint } from '../checkpoint-writer.ts'
import { describeRedrawn, readConstraintOptions } from '../constraint-option.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { formatDuration } from '../format-duration.ts'
import { readInputTable, standardStream } from '../input.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay, type Say } from '../messages.ts'
import { readModelOptions } from '../model-options.ts'
import { findModel } from '../models.ts'
import { checkOutputs, checkRowsOutput, describeOutput, writeRows } from '../output.ts'
import { createProgressDisplay, trainingStatus } from '../progress-bar.ts'
import { number, readArguments, wholeNumber } from '../read-arguments.ts'
import { readRebalanceOption } from '../rebalance-option.ts'
import { automaticModel, recommendationSeconds, recommendFor, trySimplerModel } from '../recommendation.ts'
import { checkReportFile, writeReport } from '../report-file.ts'
import { formatScore } from '../report-text.ts'
import { formatSchema } from '../table-format.ts'
import { createTrainingHistory } from '../training-history.ts'
import { readWhereOption } from '../where-option.ts'

const argumentsSchema = z.object({
  rows: wholeNumber(0).optional(),
  model: z.string(),
  output: z.string(),
  format: formatSchema.optional(),
  inputFormat: formatSchema.optional(),
  options: z.string().optional(),
  set: z.array(z.string()),
  epochs: wholeNumber(1).optional(),
  seed: number('a number', () => true),
  threads: wholeNumber(1),
  where: z.array(z.string()),
  rebalance: z.array(z.string()),
  constraint: z.array(z.string()),
  constraints: z.string().optional(),
  dropViolations: z.boolean(),
  type: z.array(z.string()),
  preset: z.string().optional(),
  maxSeconds: number('seconds above 0', (seconds) => seconds > 0).optional(),
  checkpoint: z.string().optional(),
  resume: z.string().optional(),
  save: z.string().optional(),
  report: z.string().optional(),
  language: reportOptionsSchema.shape.language,
  target: z.string().optional(),
  holdout: number('a share from 0 to below 1', (share) => share >= 0 && share < 1),
  force: z.boolean(),
  quiet: z.boolean(),
  json: z.boolean(),
})

/** At most so many rows are held out for a report, whatever the share. */
const maxHoldoutRows = 10_000

/** `tabricate synthesize`: learns a table and writes a synthetic one. Everything that can be checked is checked before training. */
export async function synthesize(input: string, given: object, io: Io): Promise<ExitCode> {
  const args = readArguments(argumentsSchema, given)
  const { seed, threads, force } = args
  const { signal } = io
  const say = createSay(io, args.quiet || args.json)
  const isAutomatic = args.model === automaticModel
  // Before the table is read, so that a wrong option is said at once.
  if (isAutomatic) requireNoOptions(args)
  else (await modelMaker(args.model, args))(1)
  checkRowsOutput(args, io)
  // The file that is gone on from may be written again.
  const checkpoint = args.checkpoint === args.resume ? undefined : args.checkpoint
  checkReportFile(args.report)
  const constraints = await readConstraintOptions(args)
  await checkOutputs([args.output, args.save, args.report, checkpoint], force)

  const warning = isAutomatic ? undefined : findModel(args.model).warning
  if (warning !== undefined) await say(`warning: ${warning}`)
  const table = await readInputTable({ path: input, format: args.inputFormat }, io, args.type, say)
  const where = readWhereOption(args.where, table.schema)
  readWhere(table.schema, where)
  const rebalance = readRebalanceOption(args.rebalance, table.schema)
  readStrata(table.schema, rebalance)
  if (args.target !== undefined) getColumn(table, args.target)
  const resume = args.resume === undefined ? undefined : await loadCheckpoint(args.resume)
  const notices: string[] = []
  const onNotice = (notice: string) => notices.push(notice)
  const real = obeyingRows(table, constraints, {
    violatingRows: args.dropViolations ? 'drop' : 'refuse',
    onNotice,
  })
  const { train, holdout } = cutHoldout(real, args.report === undefined ? 0 : args.holdout, seed)
  const recommendation = isAutomatic
    ? await recommendFor(train, { seed, maxSeconds: recommendationSeconds }, io)
    : null
  if (recommendation !== null) await say(`Chose ${recommendation.name}: ${recommendation.reason}`)
  const model = (await modelMaker(recommendation?.name ?? args.model, args))(train.rowCount)
  await say(
    `Learning ${describeTable(train)} with ${model.id}${holdout === undefined ? '' : `; ${count(holdout.rowCount)} rows held out for the report`}.`,
  )
  if (!args.quiet && !args.json) await sayEstimate(estimateFit(train, { model, threads, constraints }), say)

  const fitStart = io.clock()
  const history = createTrainingHistory()
  const synthesizer = await fit(
    model,
    train,
    {
      seed,
      threads,
      onNotice,
      onProgress: history.add,
      constraints,
      ...(args.maxSeconds !== undefined && { maxSeconds: args.maxSeconds }),
      ...(resume !== undefined && { checkpoint: resume }),
      ...(args.checkpoint !== undefined && { onCheckpoint: checkpointWriter(args.checkpoint, io.clock) }),
    },
    io,
    args.quiet || args.json,
  )
  const fitMs = io.clock() - fitStart
  try {
    for (const notice of notices) await say(`Note: ${notice}`)
    if (args.checkpoint !== undefined) await saveLastCheckpoint(synthesizer, args.checkpoint)
    if (args.save !== undefined) {
      await saveModel(synthesizer, args.save, { force, signal })
      await say(`Saved the model to ${args.save}.`)
    }
    const rows = args.rows ?? table.rowCount
    const sampleStart = io.clock()
    const stats = await writeRows(
      synthesizer,
      {
        rows,
        seed,
        where,
        rebalance,
        output: args.output,
        format: args.format,
        force,
        quiet: args.quiet || args.json,
      },
      io,
    )
    const sampleMs = io.clock() - sampleStart
    const redrawn = describeRedrawn(stats)
    if (redrawn !== undefined) await say(redrawn)
    await say(
      `Wrote ${count(rows)} rows × ${table.columns.length} columns to ${describeOutput(args.output)} ` +
        `(training ${formatDuration(fitMs)}, sampling ${formatDuration(sampleMs)}).`,
    )
    const training = history.curves()
    const origin: ReportOrigin = {
      tables: { real: input === standardStream ? 'standard input' : basename(input) },
      model: model.id,
      options: z.record(z.string(), z.json()).parse(model.options),
      seed,
      threads,
      fitMs,
      sampleMs,
      software: { tabricate: packageJson.version },
      ...(training && { training }),
    }
    const report =
      args.report === undefined
        ? undefined
        : await judge(
            synthesizer,
            { train, holdout },
            args,
            { ...origin, alternatives: [...(await trySimplerModel(model.id, train, args, io))] },
            signal,
          )
    if (report !== undefined && args.report !== undefined) {
      await writeReport(args.report, report, { language: args.language, force, signal })
      await say(`${describeScore(report)}: ${args.report}`)
    }
    if (args.json) {
      const summary = {
        model: model.id,
        options: model.options,
        recommendation,
        seed,
        threads,
        rows,
        learnedRows: synthesizer.snapshot().rowCount,
        constraints,
        drawn: stats,
        output: args.output,
        modelFile: args.save ?? null,
        reportFile: args.report ?? null,
        quality: report === undefined ? null : scoresOf(report),
        fitMs: Math.round(fitMs),
        sampleMs: Math.round(sampleMs),
      }
      await writeLine(io.stdout, JSON.stringify(summary, null, 2))
    }
  } finally {
    await synthesizer.dispose()
  }
  return exitCodes.done
}

type Arguments = z.infer<typeof argumentsSchema>

/** The model with the options given, for a table of so many rows. @throws TabricateError `INVALID_OPTIONS` */
async function modelMaker(id: string, args: Arguments): Promise<(rowCount: number) => Model> {
  const { create, preset } = await findModel(id).load()
  return (rowCount) =>
    create(readModelOptions(args, args.preset === undefined ? {} : preset(args.preset, rowCount)))
}

/** Which model is chosen is not known yet, and so neither are its options. @throws TabricateError `INVALID_OPTIONS` */
function requireNoOptions({ options, set, epochs, preset, resume }: Arguments): void {
  const given = { options, epochs, preset, resume, set: set.length === 0 ? undefined : set }
  const issues = Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => ({ path: [`--${name}`], message: 'belongs to a model: name it with --model' }))
  throwIssues('INVALID_OPTIONS', 'With --model auto there are no options of a model', issues)
}

interface Split {
  readonly train: Table
  readonly holdout: Table | undefined
}

/** Rows that the model never sees, for the report's ceiling. */
function cutHoldout(table: Table, share: number, seed: number): Split {
  const rows = Math.min(Math.floor(table.rowCount * share), maxHoldoutRows)
  if (rows === 0) return { train: table, holdout: undefined }
  return splitRows(table, { holdout: rows / table.rowCount, seed })
}

async function fit(
  model: Model,
  table: Table,
  fitArguments: FitArguments,
  io: Io,
  quiet: boolean,
): Promise<Synthesizer> {
  const display = createProgressDisplay(io, quiet)
  try {
    return await model.fit(table, {
      ...fitArguments,
      signal: io.signal,
      clock: io.clock,
      onProgress: (progress) => {
        fitArguments.onProgress?.(progress)
        display.show(trainingStatus(progress))
      },
    })
  } finally {
    display.stop()
  }
}

/** A shorter training is over before the sentence is read. */
const shortSeconds = 2

/** What the training would take, said before it begins. */
async function sayEstimate({ seconds, memoryBytes }: FitEstimate, say: Say): Promise<void> {
  if (seconds < shortSeconds) return
  await say(
    `Estimated: ${formatDuration(1000 * seconds)} on a core of its own, less where the training ends early, and ${Math.round(memoryBytes / 1e6)} MB of memory.`,
  )
}

/** Judges as many synthetic rows as were learned, drawn without conditions. */
async function judge(
  synthesizer: Synthesizer,
  { train, holdout }: Split,
  { seed, target }: { readonly seed: number; readonly target?: string | undefined },
  origin: ReportOrigin,
  signal: AbortSignal,
): Promise<Report> {
  const synthetic = await synthesizer.sample(train.rowCount, { seed, signal })
  return evaluate({
    real: train,
    synthetic,
    ...(holdout && { holdout }),
    ...(target !== undefined && { target }),
    origin,
    seed,
    signal,
  })
}

function describeScore({ quality, floor, ceiling }: Report): string {
  const ends = [`floor ${formatScore(floor.quality.score)}`]
  if (ceiling !== null) ends.push(`ceiling ${formatScore(ceiling.quality.score)}`)
  return `Quality ${formatScore(quality.score)} of 1 (${ends.join(', ')})`
}

function scoresOf({ quality, floor, ceiling }: Report) {
  return {
    score: quality.score.value,
    floor: floor.quality.score.value,
    ceiling: ceiling?.quality.score.value ?? null,
  }
}

function describeTable(table: Table): string {
  return `${count(table.rowCount)} rows × ${table.columns.length} columns`
}

function count(rows: number): string {
  return rows.toLocaleString('en')
}
