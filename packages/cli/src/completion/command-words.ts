import type { Command, Option } from 'commander'

/** What a command can be completed with. */
export interface CommandWords {
  /** The words that call it, as `admin create`; empty for the program itself. */
  readonly path: string
  readonly description: string
  /** Its subcommands. */
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  readonly options: readonly OptionWords[]
}

export interface OptionWords {
  /** `-o`, `--output`. */
  readonly flags: readonly string[]
  readonly description: string
  /** Whether a value follows. */
  readonly takesValue: boolean
  /** The values it can have; empty where they are not listed, such as files. */
  readonly choices: readonly string[]
}

/** The words of a program and of all of its commands, from their definitions. */
export function commandWords(command: Command, path = ''): readonly CommandWords[] {
  const visible = command.commands.filter((each) => each.name() !== 'help')
  const own: CommandWords = {
    path,
    description: command.description(),
    commands: visible.map((each) => ({ name: each.name(), description: each.description() })),
    options: [...command.options.filter(({ hidden }) => !hidden).map(optionWords), helpWords],
  }
  return [own, ...visible.flatMap((each) => commandWords(each, `${path} ${each.name()}`.trim()))]
}

const helpWords: OptionWords = {
  flags: ['-h', '--help'],
  description: 'show this help',
  takesValue: false,
  choices: [],
}

function optionWords({ short, long, description, required, optional, argChoices }: Option): OptionWords {
  return {
    flags: [short, long].filter((flag) => flag !== undefined && flag !== null),
    description,
    takesValue: required || optional,
    choices: argChoices ?? [],
  }
}
