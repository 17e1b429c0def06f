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

describe('completions', () => {
  it('offer commands, options and choices in bash', async () => {
    expect(await offered('syn')).toEqual(['synthesize'])
    expect(await offered('')).toEqual(expect.arrayContaining(['synthesize', 'sample', 'serve', 'completion']))
    expect(await offered('synthesize', '--max')).toEqual(['--max-seconds'])
    expect(await offered('synthesize', 'people.csv', '--model', 'ct')).toEqual(['ctgan'])
    expect(await offered('migrate', 'la')).toEqual(['latest'])
    expect(await offered('admin', '')).toEqual(['create'])
    expect(await offered('backup', '--')).toEqual(['--output', '--force', '--help'])
  })

  it('offer files where a value can be anything, and no commands after a file', async () => {
    expect(await offered('synthesize', 'people.csv', '--output', 's')).toEqual([])
    expect(await offered('synthesize', 's')).toEqual([])
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
