import { describe, expect, it } from 'vitest'
import { runFake } from '../test/fake-io.ts'
import { models } from './models.ts'

describe('the program', () => {
  it('shows its help with examples and exit codes', async () => {
    const { exitCode, stdout, stderr } = await runFake(['--help'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain('tabricate synthesize people.csv --rows 10000 -o synthetic.csv')
    expect(stdout).toContain('Exit codes: 0 done')
    expect(stderr).toBe('')
  })

  it.each(['synthesize', 'sample', 'inspect', 'evaluate'])(
    'shows the help of %s with examples',
    async (command) => {
      const { exitCode, stdout } = await runFake([command, '--help'])
      expect(exitCode).toBe(0)
      expect(stdout).toContain(`Usage: tabricate ${command} [options]`)
      expect(stdout).toMatch(new RegExp(`Examples:[\\s\\S]*tabricate ${command} people`))
    },
  )

  it('says its version', async () => {
    const { exitCode, stdout } = await runFake(['--version'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([
    [['sythesize', 'people.csv'], "unknown command 'sythesize'"],
    [['synthesize'], "missing required argument 'table'"],
    [['synthesize', 'people.csv', '--rows'], 'argument missing'],
    [
      ['synthesize', 'people.csv', '--model', 'gan'],
      `Allowed choices are ${models.map(({ id }) => id).join(', ')}`,
    ],
    [['sample', 'people.tabricate'], "required option '-n, --rows <number>' not specified"],
    [['inspect', 'people.csv', '--colour'], "unknown option '--colour'"],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await runFake(argv)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
  })

  it('lists the models', async () => {
    const { stdout } = await runFake(['models'])
    for (const { id, summary } of models) expect(stdout).toContain(`${id.padEnd(13)}${summary}\n`)
    const json = await runFake(['models', '--json'])
    expect(JSON.parse(json.stdout)).toEqual(models.map(({ id, summary }) => ({ id, summary })))
  })

  it('lists the options of a model with defaults, for people and as JSON Schema', async () => {
    const text = await runFake(['models', 'ctgan'])
    expect(text.stdout).toMatch(/^epochs +300 +Passes over the training rows\.$/m)
    const json = await runFake(['models', 'ctgan', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      type: 'object',
      properties: { epochs: { default: 300 } },
    })
    expect((await runFake(['models', 'independent'])).stdout).toBe(
      'The model "independent" has no options.\n',
    )
  })
})
