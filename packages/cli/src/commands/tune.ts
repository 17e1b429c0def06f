import { type Json, type Table, TabricateError, throwIssues } from '@tabricate/core'
import { writeFileAtomically } from '@tabricate/core/node'
import {
  efficacyMetric,
  exportJournal,
  type Study,
  type Trial,
  type TuneResult,
  tuneModel,
} from '@tabricate/optimizer'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readInputTable } from '../input.ts'
import { type Io, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { readModelOptions } from '../model-options.ts'
import { findModel, type LoadedModel } from '../models.ts'
import { checkOutputs } from '../output.ts'
import { number, readArguments, wholeNumber } from '../read-arguments.ts'
import { formatSchema } from '../table-format.ts'
import { readSavedTuning, type SavedTuning, saveTuning } from '../tune/saved-tuning.ts'
import { readSearch, type Search } from '../tune/search.ts'
import { strategies } from '../tune/strategies.ts'
import { strategyNames } from '../tune/strategy-names.ts'
import { createTrialDisplay, formatTrials } from '../tune/trial-table.ts'

const argumentsSchema = z.object({
  model: z.string().optional(),
  space: z.string().optional(),
  trials: wholeNumber(1),
  parallel: wholeNumber(1),
  timeout: number('seconds above 0', (seconds) => seconds > 0).optional(),
  strategy: z.enum(strategyNames).optional(),
  prune: z.boolean(),
  target: z.string().optional(),
  validation: number('a share above 0 and below 1', (share) => share > 0 && share < 1).optional(),
  options: z.string().optional(),
  set: z.array(z.string()),
  seed: number('a number', () => true).optional(),
  threads: wholeNumber(1),
  memoryMb: wholeNumber(64).optional(),
  type: z.array(z.string()),
  format: formatSchema.optional(),
  output: z.string().optional(),
  resume: z.string().optional(),
  journal: z.string().optional(),
  force: z.boolean(),
  quiet: z.boolean(),
  json: z.boolean(),
})

type TuneCommandArguments = z.output<typeof argumentsSchema>

/** `tabricate tune`: searches a model's options for the best synthetic table. */
export async function tune(input: string, given: object, io: Io): Promise<ExitCode> {
  const args = readArguments(argumentsSchema, given)
  const { output, resume, journal, force } = args
  const quiet = args.quiet || args.json
  const say = createSay(io, quiet)
  const saved = resume === undefined ? undefined : await readSavedTuning(resume)
  const setup = toSetup(args, saved)
  const choice = findModel(setup.model)
  const loaded = await choice.load()
  const search = await readSearch(args.space, saved, choice, loaded, setup.options)
  // The file that is gone on from may be written again.
  await checkOutputs([output === resume ? undefined : output, journal], force)
  if (choice.warning !== undefined) await say(`warning: ${choice.warning}`)
  const table = await readInputTable({ path: input, format: args.format }, io, args.type, say)
  checkSameTable(table, saved)

  const keep = (study: Study) =>
    output === undefined
      ? Promise.resolve()
      : saveTuning(output, { ...setup, ...tableIdentity(table), ties: search.ties, study: study.save() })
  const { result, display } = await runTrials({ args, setup, search, loaded, table, saved, keep }, io, quiet)
  display.stop()
  await keep(result.study)
  if (journal !== undefined) await writeFileAtomically(journal, [exportJournal([result.study])], { force })
  if (result.stopped === 'aborted') throw interrupted(result, output)
  await writeLine(io.stdout, args.json ? formatJson(setup.model, result) : formatText(result, io))
  return result.best === undefined ? exitCodes.impossible : exitCodes.done
}

/** What a tuning is, besides its trials: the same when it is gone on with. */
type Setup = Pick<SavedTuning, 'model' | 'options' | 'target' | 'validation' | 'seed' | 'strategy' | 'pruned'>

/**
 * What was given, else what was saved, else defaults.
 * @throws TabricateError `INVALID_OPTIONS` for what was given otherwise when the trials began
 */
function toSetup(args: TuneCommandArguments, saved: SavedTuning | undefined): Setup {
  const options = args.options === undefined && args.set.length === 0 ? undefined : readModelOptions(args)
  const given = {
    model: args.model,
    options,
    target: args.target,
    validation: args.validation,
    seed: args.seed,
    strategy: args.strategy,
    pruned: args.prune ? undefined : false,
  }
  if (saved !== undefined) {
    throwIssues(
      'INVALID_OPTIONS',
      'The saved trials were begun otherwise; leave these out to go on with them',
      (['model', 'options', 'target', 'validation', 'seed', 'strategy', 'pruned'] as const)
        .filter((name) => given[name] !== undefined && !sameJson(given[name], saved[name]))
        .map((name) => ({
          path: [name === 'pruned' ? '--no-prune' : `--${name}`],
          message: `is ${JSON.stringify(given[name])}; it was ${JSON.stringify(saved[name])}`,
        })),
    )
  }
  return {
    model: given.model ?? saved?.model ?? 'ctgan',
    options: given.options ?? saved?.options ?? {},
    target: given.target ?? saved?.target ?? null,
    validation: given.validation ?? saved?.validation ?? 1 / 3,
    seed: given.seed ?? saved?.seed ?? 0,
    strategy: given.strategy ?? saved?.strategy ?? 'auto',
    pruned: given.pruned ?? saved?.pruned ?? true,
  }
}

function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

interface TrialRun {
  readonly args: TuneCommandArguments
  readonly setup: Setup
  readonly search: Search
  readonly loaded: LoadedModel
  readonly table: Table
  readonly saved: SavedTuning | undefined
  readonly keep: (study: Study) => Promise<void>
}

async function runTrials(
  { args, setup, search, loaded, table, saved, keep }: TrialRun,
  io: Io,
  quiet: boolean,
) {
  const { trials, parallel, timeout, threads, memoryMb } = args
  const display = createTrialDisplay(io, quiet)
  // Files are written one after the other; the last state is the one that counts.
  let writing: Promise<void> = Promise.resolve()
  const forked = parallel > 1 || memoryMb !== undefined
  try {
    const result = await tuneModel({
      table,
      space: search.space,
      ties: search.ties,
      constraints: search.constraints,
      fixedOptions: setup.options,
      createModel: (values) =>
        forked
          ? loaded.createForked(values, memoryMb === undefined ? {} : { memoryMb })
          : loaded.create(values),
      strategy: strategies[setup.strategy](),
      ...(!setup.pruned && { pruner: null }),
      ...(setup.target !== null && { metric: efficacyMetric(setup.target) }),
      trials,
      parallel,
      ...(timeout !== undefined && { timeoutMs: 1000 * timeout }),
      seed: setup.seed,
      validation: setup.validation,
      ...(saved !== undefined && { resume: saved.study }),
      signal: io.signal,
      fitArguments: { threads },
      onTrial: (trial, study) => {
        display.show(trial, study)
        if (trial.state !== 'running') writing = writing.then(() => keep(study))
      },
    })
    return { result, display }
  } catch (error) {
    display.stop()
    throw error
  } finally {
    await writing
  }
}

function tableIdentity(table: Table): Pick<SavedTuning, 'rows' | 'columns'> {
  return { rows: table.rowCount, columns: table.schema.columns.map(({ name }) => name) }
}

function checkSameTable(table: Table, saved: SavedTuning | undefined): void {
  if (saved === undefined) return
  const { rows, columns } = tableIdentity(table)
  if (rows === saved.rows && sameJson(columns, saved.columns)) return
  throw new TabricateError(
    'INVALID_TABLE',
    `The saved trials learned another table, of ${saved.rows} rows and the columns ${saved.columns.join(', ')}.`,
  )
}

function interrupted({ study }: TuneResult, output: string | undefined): TabricateError {
  const ended = study.trials.filter(({ state }) => state !== 'running').length
  const how =
    output === undefined ? 'With -o they would have been saved.' : `--resume ${output} goes on with them.`
  return new TabricateError('ABORTED', `Interrupted after ${ended} trials. ${how}`)
}

function formatJson(model: string, { best, bestOptions, study, stopped }: TuneResult): string {
  const metric = study.metrics[0]?.name ?? ''
  return JSON.stringify(
    {
      model,
      metric,
      stopped,
      best: best === undefined ? null : { trial: best.number, value: best.values?.[0] ?? null },
      bestOptions: bestOptions ?? null,
      trials: study.trials.map((trial) => describeTrial(trial)),
    },
    null,
    2,
  )
}

function describeTrial({ number, state, parameters, values, reports, error }: Trial) {
  return {
    number,
    state,
    parameters,
    value: values?.[0] ?? null,
    epochs: reports.at(-1)?.step ?? null,
    error,
  }
}

function formatText(result: TuneResult, io: Io): string {
  const { best, bestOptions, study } = result
  const table = formatTrials(study, io.stdout.columns ?? Infinity)
  if (best === undefined) return `${table}\n\nNo trial was completed.`
  return `${table}\n\nBest: trial ${best.number}. Train with it:\n  --options '${JSON.stringify(bestOptions)}'`
}
