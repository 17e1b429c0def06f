import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// Runs every program and every command of the README against the built packages, in the order in which they stand.
const root = join(import.meta.dirname, '..')
const readme = await readFile(join(root, 'README.md'), 'utf8')
const programs = codeBlocks('ts')
const commands = codeBlocks('sh').flatMap((block) =>
  block.split('\n').filter((line) => line.startsWith('tabricate ')),
)

const run = promisify(execFile)
let folder = ''
beforeAll(async () => {
  // Inside the workspace, so that the packages are found.
  await mkdir(join(root, '.cache'), { recursive: true })
  folder = await mkdtemp(join(root, '.cache', 'readme-'))
  await cp(join(root, 'examples', 'data'), join(folder, 'examples', 'data'), { recursive: true })
})
afterAll(() => rm(folder, { recursive: true }))

function codeBlocks(language: string): string[] {
  return Array.from(readme.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)).flatMap(([, name, code = '']) =>
    name === language ? [code] : [],
  )
}

describe('the README', () => {
  it('has programs and commands to run', () => {
    expect(programs.length).toBeGreaterThanOrEqual(3)
    expect(commands.length).toBeGreaterThanOrEqual(5)
  })

  it('shows a first result in twelve lines', () => {
    const lines = programs[0]?.split('\n').filter((line) => line.trim() !== '') ?? []
    expect(lines.length).toBeLessThanOrEqual(12)
  })

  it.each(programs.map((program, index) => ({ number: index + 1, program })))(
    'runs program $number',
    async ({ program }) => {
      const file = join(folder, 'program.mjs')
      const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
      await writeFile(file, ts.transpileModule(program, { compilerOptions }).outputText)
      const { stderr } = await run(process.execPath, [file], { cwd: folder })
      expect(stderr).toBe('')
    },
  )

  it('left the files that it names', async () => {
    const lines = (await readFile(join(folder, 'synthetic.csv'), 'utf8')).trim().split('\n')
    expect(lines).toHaveLength(276)
    await rm(join(folder, 'synthetic.csv'))
    await rm(join(folder, 'penguins.tabricate'))
  })

  it.each(commands)('runs this command: %s', async (command) => {
    const bin = join(root, 'packages', 'cli', 'dist', 'bin.js')
    const argv = Array.from(
      command.slice('tabricate '.length).matchAll(/'([^']*)'|(\S+)/g),
      ([, quoted, plain]) => quoted ?? plain ?? '',
    )
    await expect(run(process.execPath, [bin, ...argv], { cwd: folder })).resolves.toBeDefined()
  })
})
