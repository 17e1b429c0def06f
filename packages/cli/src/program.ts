import { reportLanguages } from '@tabricate/core/report'
import { Argument, Command, CommanderError, Option } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { evaluate } from './commands/evaluate.ts'
import { exportModel } from './commands/export.ts'
import { inspect } from './commands/inspect.ts'
import { listModels } from './commands/models.ts'
import { addPlatformCommands } from './commands/platform.ts'
import { recommend } from './commands/recommend.ts'
import { sample } from './commands/sample.ts'
import { synthesize } from './commands/synthesize.ts'
import { commandWords } from './completion/command-words.ts'
import { completionScript, type Shell, shells } from './completion/completion-script.ts'
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts'
import {
  completionHelp,
  constraintHelp,
  evaluateHelp,
  exportHelp,
  fineTuneHelp,
  inspectHelp,
  modelsHelp,
  programHelp,
  rebalanceHelp,
  recommendHelp,
  sampleHelp,
  synthesizeHelp,
  tableHelp,
  tuneHelp,
  typeHelp,
  whereHelp,
} from './help-texts.ts'
import { type Io, writeLine } from './io.ts'
import { models } from './models.ts'
import { automaticModel, recommendationSeconds } from './recommendation.ts'
import { reportError } from './report-error.ts'
import { formatNames } from './table-format.ts'
import { strategyNames } from './tune/strategy-names.ts'

/** Runs one command line (without `node` and the script's name) to its exit code. Never throws, never ends the process. */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done
  const program = createProgram(io, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    // Commander has said on stderr what is wrong, or on stdout what was asked for (help, version).
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    await reportError(error, io.stderr, argv.includes('--json'))
    return exitCodeOf(error, io.signal.reason)
  }
  return exitCode
}

function createProgram(io: Io, finish: (code: ExitCode) => void): Command {
  const program = new Command('tabricate')
    .description('Learns a table and makes a synthetic one that keeps its statistics and not its people.')
    .version(packageJson.version, '-V, --version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError('(tabricate --help shows what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .addHelpText('after', programHelp)

  /** A command with this program's settings. */
  const command = (name: string, description: string) => program.command(name).description(description)

  command('synthesize', 'learn a table and write a synthetic one')
    .argument('<table>', tableHelp)
    .option('-n, --rows <number>', 'rows to write (default: as many as the table has)')
    .addOption(
      new Option('-m, --model <id>', 'what learns the table; auto tries the models on a sample first')
        .choices([...models.map(({ id }) => id), automaticModel])
        .default('ctgan'),
    )
    .option('-o, --output <file>', 'where to write the rows; - is standard output', '-')
    .option(
      '-e, --epochs <number>',
      'passes over the table: longer takes more time and is better, up to a point',
    )
    .option(
      '--set <option=value>',
      'set an option of the model (repeatable; see `tabricate models ctgan`)',
      collect,
      [],
    )
    .option('--options <json>', 'options of the model as a JSON object')
    .option(
      '--preset <name>',
      'options by the size of the table: quick or thorough; or those of the paper: paper',
    )
    .option('--max-seconds <number>', 'end the training after the epoch in which the time is up')
    .option(
      '--checkpoint <file>',
      'write the training’s state there twice a minute, to go on from after a crash',
    )
    .option('--resume <file>', 'go on from a checkpoint, to the very result of an uninterrupted training')
    .option('--seed <number>', 'the same seed, threads and version give the same rows', '0')
    .option('--threads <number>', 'threads to train with', '1')
    .option('-w, --where <condition>', whereHelp, collect, [])
    .option('--rebalance <column=value:share>', rebalanceHelp, collect, [])
    .option('--constraint <rule>', constraintHelp, collect, [])
    .option('--constraints <file.json>', 'such rules as a JSON array')
    .option('--drop-violations', 'leave out real rows that break a constraint, instead of an error', false)
    .option('--type <column=type>', typeHelp, collect, [])
    .addOption(formatOption())
    .addOption(inputFormatOption('--input-format'))
    .option('--save <file.tabricate>', 'save the model, for `tabricate sample`')
    .option('--report <file>', 'judge the result and write the report: .html, .md or .json')
    .addOption(languageOption())
    .option('--target <column>', 'with --report: measure how well this column can be predicted')
    .option(
      '--holdout <share>',
      'with --report: share of the rows (at most 10,000) kept from the model',
      '0.2',
    )
    .option('-f, --force', 'overwrite files that exist', false)
    .option('-q, --quiet', 'no progress and no messages', false)
    .option('--json', 'print what was done as JSON on standard output', false)
    .addHelpText('after', synthesizeHelp)
    .action(async (table: string, options: object) => finish(await synthesize(table, options, io)))

  command('sample', 'write more rows from a saved model')
    .argument('<model>', 'a .tabricate file')
    .requiredOption('-n, --rows <number>', 'rows to write')
    .option('-o, --output <file>', 'where to write the rows; - is standard output', '-')
    .addOption(formatOption())
    .option('--seed <number>', 'the same seed gives the same rows', '0')
    .option('-w, --where <condition>', whereHelp, collect, [])
    .option('--rebalance <column=value:share>', rebalanceHelp, collect, [])
    .option('-f, --force', 'overwrite files that exist', false)
    .option('-q, --quiet', 'no progress and no messages', false)
    .option('--json', 'print what was done as JSON on standard output', false)
    .addHelpText('after', sampleHelp)
    .action(async (model: string, options: object) => finish(await sample(model, options, io)))

  command('export', 'write a saved network as an ONNX file, which any ONNX Runtime draws rows from')
    .argument('<model>', 'a .tabricate file of ctgan or tvae')
    .requiredOption('-o, --output <file>', 'the .onnx file')
    .option('-f, --force', 'overwrite a file that exists', false)
    .option('-q, --quiet', 'no messages', false)
    .option('--json', 'print what was done as JSON', false)
    .addHelpText('after', exportHelp)
    .action(async (model: string, options: object) => finish(await exportModel(model, options, io)))

  command('fine-tune', 'go on from a checkpoint of a training with new rows')
    .argument('<checkpoint>', 'what `synthesize --checkpoint` wrote')
    .argument('<table>', 'new rows with the same columns; - reads standard input')
    .option('-n, --rows <number>', 'rows to write (default: as many as the new table has)')
    .option('-o, --output <file>', 'where to write the rows; - is standard output', '-')
    .addOption(formatOption())
    .option('-e, --epochs <number>', 'further passes, over the new rows')
    .option('--set <option=value>', 'change an option of the training (repeatable)', collect, [])
    .option('--options <json>', 'such options as a JSON object')
    .option('--max-seconds <number>', 'end the training after the epoch in which the time is up')
    .option('--seed <number>', 'the same seed, threads and version give the same rows', '0')
    .option('--threads <number>', 'threads to train with', '1')
    .option('--drop-unknown', 'leave out new rows with values that the model has no code for', false)
    .option('--drop-violations', 'leave out new rows that break a constraint', false)
    .option('--checkpoint <file>', 'write the training’s state there, to go on again')
    .option('--save <file.tabricate>', 'save the model, for `tabricate sample`')
    .option('-f, --force', 'overwrite files that exist', false)
    .option('-q, --quiet', 'no progress and no messages', false)
    .option('--json', 'print what was done as JSON on standard output', false)
    .addHelpText('after', fineTuneHelp)
    .action(async (checkpoint: string, table: string, options: object) =>
      finish(await (await import('./commands/fine-tune.ts')).fineTune(checkpoint, table, options, io)),
    )

  command('inspect', 'show the columns of a table, or what a saved model holds')
    .argument('<file>', `${tableHelp}; or a saved model`)
    .option('--type <column=type>', typeHelp, collect, [])
    .addOption(inputFormatOption('--format'))
    .option('-q, --quiet', 'no notes', false)
    .option('--json', 'print JSON', false)
    .addHelpText('after', inspectHelp)
    .action(async (file: string, options: object) => finish(await inspect(file, options, io)))

  command('evaluate', 'judge a synthetic table against the real one')
    .argument('<real>', 'the real table that was learned')
    .argument('<synthetic>', 'the synthetic table')
    .option('--holdout <file>', 'real rows that were not learned: they give the ceiling')
    .option('--target <column>', 'measure how well this column can be predicted from what was learned')
    .option('--report <file>', 'write the whole report: .html, .md or .json')
    .addOption(languageOption())
    .option('--min-quality <score>', 'end with exit code 7 where quality is lower: a guard for pipelines')
    .option('--min-privacy <score>', 'the same for privacy; without --holdout it is never enough')
    .option('--type <column=type>', typeHelp, collect, [])
    .addOption(inputFormatOption('--format'))
    .option('--seed <number>', 'of the shuffling that gives the floor', '0')
    .option('-f, --force', 'overwrite files that exist', false)
    .option('-q, --quiet', 'no messages', false)
    .option('--json', 'print the whole report as JSON', false)
    .addHelpText('after', evaluateHelp)
    .action(async (real: string, synthetic: string, options: object) =>
      finish(await evaluate(real, synthetic, options, io)),
    )

  command('recommend', 'try the models on a sample of a table, and say which to use')
    .argument('<table>', tableHelp)
    .option(
      '-m, --model <id>',
      'a model to try (repeatable, the simplest first; default: all but identity and uniform)',
      collect,
      [],
    )
    .option('--max-seconds <number>', 'for all trainings together', String(recommendationSeconds))
    .option('--max-rows <number>', 'rows to learn; a quarter as many are held out', '5000')
    .option('--seed <number>', 'of the sample and the models', '0')
    .option('--type <column=type>', typeHelp, collect, [])
    .addOption(inputFormatOption('--format'))
    .option('-q, --quiet', 'no messages', false)
    .option('--json', 'print JSON', false)
    .addHelpText('after', recommendHelp)
    .action(async (table: string, options: object) => finish(await recommend(table, options, io)))

  command('models', 'list the models, or the options of one')
    .argument('[model]', 'its options, with defaults')
    .option('--json', 'print JSON; for one model the JSON Schema of its options', false)
    .addHelpText('after', modelsHelp)
    .action(async (model: string | undefined, options: object) =>
      finish(await listModels(model, options, io)),
    )

  command('tune', 'search a model’s options for the best synthetic table')
    .argument('<table>', tableHelp)
    .addOption(
      new Option('-m, --model <id>', 'what learns the table (default: ctgan)').choices(
        models.map(({ id }) => id),
      ),
    )
    .option('--space <file>', 'what to search, as JSON (default: the usual of the model)')
    .option('-t, --trials <number>', 'trials in all', '20')
    .option('-p, --parallel <number>', 'trials side by side, each in a process of its own', '1')
    .option('--timeout <seconds>', 'begin no trial after so long')
    .addOption(
      new Option('--strategy <name>', 'how parameters are chosen (default: auto)').choices(strategyNames),
    )
    .option('--no-prune', 'train every trial to its end')
    .option('--target <column>', 'judge by how well this column can be predicted, instead of by quality')
    .option('--validation <share>', 'share of the rows that trials are judged by (default: a third)')
    .option('--set <option=value>', 'set an option for all trials (repeatable)', collect, [])
    .option('--options <json>', 'options for all trials as a JSON object')
    .option('--seed <number>', 'of the split, the fits and the search (default: 0)')
    .option('--threads <number>', 'threads of each trial', '1')
    .option('--memory-mb <number>', 'end a trial that needs more memory, as failed')
    .option('--type <column=type>', typeHelp, collect, [])
    .addOption(inputFormatOption('--format'))
    .option('-o, --output <file>', 'keep the trials there as JSON, written after each one')
    .option('--resume <file>', 'go on with the trials of such a file')
    .option('--journal <file>', 'write the trials as an Optuna journal')
    .option('-f, --force', 'overwrite files that exist', false)
    .option('-q, --quiet', 'no progress and no messages', false)
    .option('--json', 'print the trials as JSON', false)
    .addHelpText('after', tuneHelp)
    .action(async (table: string, options: object) =>
      finish(await (await import('./commands/tune.ts')).tune(table, options, io)),
    )

  addPlatformCommands(program, io, finish)

  command('completion', 'print a script that completes commands and options in a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText('after', completionHelp)
    .action(async (shell: Shell) => {
      await writeLine(io.stdout, completionScript(shell, commandWords(program)))
      finish(exitCodes.done)
    })

  return program
}

/** Of a report that is written for people. */
function languageOption(): Option {
  return new Option('--language <language>', 'with --report: the language of .html and .md')
    .choices(reportLanguages)
    .default('en')
}

/** Of rows that are written. */
function formatOption(): Option {
  return new Option(
    '--format <format>',
    'format of the rows (default: by the file’s name; csv on standard output)',
  ).choices(formatNames)
}

/** Of tables that are read. */
function inputFormatOption(flag: '--format' | '--input-format'): Option {
  return new Option(`${flag} <format>`, 'format of what is read (default: by its content)').choices(
    formatNames,
  )
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value]
}
