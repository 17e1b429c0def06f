import type { CommandWords, OptionWords } from './command-words.ts'

export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** A script that teaches a shell the words of `tabricate`. Where no words are known, files are offered. */
export function completionScript(shell: Shell, commands: readonly CommandWords[]): string {
  switch (shell) {
    case 'bash':
      return bashScript(commands)
    case 'zsh':
      // zsh understands bash's completions once it is asked to.
      return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`
    case 'fish':
      return fishScript(commands)
    default:
      return shell satisfies never
  }
}

function bashScript(commands: readonly CommandWords[]): string {
  const cases = commands.map(
    ({ path, commands: below, options }) =>
      `    ${quote(path)}) words=${quote([...below.map(({ name }) => name), ...options.flatMap(({ flags }) => flags)].join(' '))} ;;`,
  )
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .flatMap(({ flags, choices }) =>
        flags.map((flag) => `    ${quote(`${path}|${flag}`)}) values=${quote(choices.join(' '))} ;;`),
      ),
  )
  const paths = commands.map(({ path }) => quote(path)).join('|')
  return `# Completions of tabricate: eval "$(tabricate completion bash)", or zsh
_tabricate() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path='' next words='' values i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${path:+$path }\${COMP_WORDS[i]}"
    case "$next" in
    ${paths}) path="$next" ;;
    *) break ;;
    esac
  done
  COMPREPLY=()
  case "$path|$previous" in
${values.join('\n')}
  esac
  if [[ -n "\${values+set}" ]]; then
    [[ -n "$values" ]] && COMPREPLY=($(compgen -W "$values" -- "$current"))
    return
  fi
  case "$path" in
${cases.join('\n')}
  esac
  if [[ "$current" == -* || -z "$path" ]]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
  # A command of commands has words without a dash too.
  if [[ \${#COMPREPLY[@]} -eq 0 && "$current" != -* ]]; then
    local plain='' word
    for word in $words; do [[ "$word" != -* ]] && plain="$plain $word"; done
    [[ -n "$plain" ]] && COMPREPLY=($(compgen -W "$plain" -- "$current"))
  fi
}
complete -o default -o bashdefault -F _tabricate tabricate
`
}

function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ path, commands: below, options }) => {
    const condition = `-n ${quote(fishCondition(path, below))}`
    return [
      ...below.map(
        ({ name, description }) =>
          `complete -c tabricate -f ${condition} -a ${name} -d ${quote(description)}`,
      ),
      ...options.map((option) => `complete -c tabricate ${condition} ${fishOption(option)}`),
    ]
  })
  return `# Completions of tabricate: tabricate completion fish | source\n${lines.join('\n')}\n`
}

function fishCondition(path: string, below: CommandWords['commands']): string {
  const seen = path.split(' ').filter((word) => word !== '')
  const parts = seen.map((word) => `__fish_seen_subcommand_from ${word}`)
  if (below.length > 0)
    parts.push(`not __fish_seen_subcommand_from ${below.map(({ name }) => name).join(' ')}`)
  return parts.join('; and ')
}

function fishOption({ flags, description, takesValue, choices }: OptionWords): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
  const value = takesValue ? (choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : ' -r') : ''
  return `${names.join(' ')}${value} -d ${quote(description)}`
}

/** Single quotes: nothing in them is read by the shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
