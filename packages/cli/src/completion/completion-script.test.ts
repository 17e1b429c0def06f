import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

async function scriptOf(shell: string): Promise<string> {
  const { exitCode, stdout } = await runFake(['completion', shell])
  expect(exitCode).toBe(0)
  return stdout
}

/** What bash offers after these words. */
async function offered(...words: string[]): Promise<string[]> {
  const typed = words.map((word) => `'${word}'`).join(' ')
  const ask = `COMP_WORDS=(tabricate ${typed}); COMP_CWORD=${words.length}; _tabricate; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', `${await scriptOf('bash')}\n${ask}`])
  return stdout.split('\n').filter((line) => line !== '')
}

/** The words of a help page. */
function told(help: string) {
  const flat = help.replaceAll(/\n {20,}/g, ' ')
  const section = (title: string) => flat.split('\n\n').find((part) => part.startsWith(`${title}:\n`)) ?? ''
  const lines = section('Options').split('\n')
  return {
    commands: section('Commands')
      .split('\n')
      .flatMap((line) => /^ {2}([a-z-]+)/.exec(line)?.[1] ?? [])
      .filter((name) => name !== 'help'),
    flags: lines.flatMap((line) => /^ {2}((?:-\w, )?--[\w-]+)/.exec(line)?.[1]?.split(', ') ?? []),
    choices: lines.flatMap((line) => {
      const flag = /--[\w-]+/.exec(line)?.[0]
      const list = /\(choices: ([^)]*?)(?:, default: .*)?\)/.exec(line)?.[1]
      const values = list?.match(/"[^"]+"/g)?.map((value) => value.slice(1, -1))
      return flag === undefined || values === undefined ? [] : [[flag, values] as const]
    }),
  }
}

describe('completions', () => {
  it('offer commands, options and choices in bash', async () => {
    expect(await offered('syn')).toEqual(['synthesize'])
    expect(await offered('')).toEqual(expect.arrayContaining(['synthesize', 'sample', 'serve', 'completion']))
    expect(await offered('synthesize', '--max')).toEqual(['--max-seconds'])
    expect(await offered('synthesize', 'people.csv', '--model', 'ct')).toEqual(['ctgan'])
    expect(await offered('migrate', 'la')).toEqual(['latest'])
    expect(await offered('admin', '')).toEqual(['create'])
    expect(await offered('backup', '--')).toEqual(['--output', '--force', '--json', '--help'])
  })

  it('offer files where a value can be anything, and no commands after a file', async () => {
    expect(await offered('synthesize', 'people.csv', '--output', 's')).toEqual([])
    expect(await offered('synthesize', 's')).toEqual([])
  })

  it('have every command, option and choice that the help of the program has', async () => {
    const [bash, fish] = [await scriptOf('bash'), await scriptOf('fish')]
    const wordsOf = (path: string) =>
      new RegExp(`^    '${path}'\\) words='(.*)' ;;$`, 'm').exec(bash)?.[1]?.split(' ')
    const paths = ['']
    for (const path of paths) {
      const { stdout } = await runFake([...path.split(' ').filter((word) => word !== ''), '--help'])
      const { commands, flags, choices } = told(stdout)
      paths.push(...commands.map((command) => `${path} ${command}`.trim()))
      expect(wordsOf(path)?.toSorted(), path).toEqual([...commands, ...flags].toSorted())
      for (const flag of flags.filter((each) => each.startsWith('--')))
        expect(fish).toContain(` -l ${flag.slice(2)} `)
      for (const [flag, values] of choices)
        expect(bash).toContain(`'${path}|${flag}') values='${values.join(' ')}' ;;`)
    }
    expect(paths.length).toBeGreaterThan(20)
    expect(paths).toEqual(expect.arrayContaining(['migrate make', 'admin create', 'verify']))
  })

  it('are written for fish and zsh too', async () => {
    const fish = await scriptOf('fish')
    expect(fish).toMatch(/-a synthesize -d '/)
    expect(fish).toMatch(/__fish_seen_subcommand_from tune' -s m -l model -x -a '[a-z ]*ctgan/)
    expect(await scriptOf('zsh')).toMatch(/bashcompinit[\s\S]+complete -o default/)
  })

  it('of another shell are refused as wrong usage', async () => {
    const { exitCode, stderr } = await runFake(['completion', 'cmd'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Allowed choices are bash, zsh, fish')
  })
})
