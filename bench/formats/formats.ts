import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { coreTimes } from '../harness/core-times.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { bench, judgePython, repository } from '../harness/paths.ts'
import { isJsonObject, type JsonObject, numberAt, parseObject } from '../harness/protocol.ts'
import { keepFormatsResult, type ToolFigures } from './formats-result.ts'
import { createTableFiles, type TableFile } from './table-files.ts'
import { type Task, type Tool, tasks } from './tasks.ts'

const run = promisify(execFile)
const pythonScript = join(bench, 'python', 'formats.py')
const pythonTools: ReadonlySet<Tool> = new Set(['pandas', 'pyarrow'])

/** `formats`: reading and writing every format, ours and other tools in turns, each turn in a new process. */
export async function formats(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      turns: { type: 'string', default: '3' },
      megabytes: { type: 'string', default: '100' },
      large: { type: 'string', default: '1000' },
    },
  })
  const turns = positive(values.turns, '--turns')
  const files = createTableFiles(positive(values.megabytes, '--megabytes'), positive(values.large, '--large'))
  const versions = await toolVersions()
  const commit = describeCommit()
  for (const task of selectTasks(values.only)) {
    const file = await files.of(task)
    const measured = new Map(task.tools.map((tool) => [tool, [] as Turn[]]))
    let otherWork = 0
    for (let turn = 0; turn < turns; turn++) {
      for (const [tool, own] of measured) {
        const found = await measure(tool, task, file, join(files.folder, `written.${task.format}`))
        if (found.rows !== file.rows)
          throw new Error(`${tool} found ${found.rows} rows in ${file.path}, which has ${file.rows}.`)
        otherWork = Math.max(otherWork, found.otherWork)
        own.push(found)
        console.log(
          `  ${task.name}, ${tool}: ${found.seconds.toFixed(2)} s, ${found.megabytes.toFixed(0)} MB`,
        )
      }
    }
    const tools = [...measured].map(
      ([tool, own]): ToolFigures => ({
        tool,
        seconds: own.map((each) => each.seconds),
        processorSeconds: own.map((each) => each.processorSeconds),
        megabytes: own.map((each) => each.megabytes),
      }),
    )
    const { name, title } = task
    // After each task, so that an interrupted run keeps what it has.
    keepFormatsResult({
      machine: describeMachine(),
      versions,
      commit,
      measuredAt: new Date().toISOString(),
      tasks: [{ name, title, rows: file.rows, fileMegabytes: file.megabytes, otherWork, tools }],
    })
  }
}

interface Turn {
  readonly rows: number
  readonly seconds: number
  readonly processorSeconds: number
  readonly megabytes: number
  /** Share of all cores' time that other processes took meanwhile. */
  readonly otherWork: number
}

async function measure(tool: Tool, task: Task, file: TableFile, target: string): Promise<Turn> {
  // Reading a workbook takes more memory than writing one, and the peak is the process's.
  const isSheetWritten = task.action === 'write' && task.format === 'xlsx'
  const source = isSheetWritten ? file.csv : file.path
  const args = [tool, task.action, task.format, source, target]
  const before = coreTimes()
  const { stdout } = pythonTools.has(tool)
    ? await run(judgePython(), [pythonScript, ...args])
    : await run(process.execPath, [
        '--max-old-space-size=8192',
        join(import.meta.dirname, 'side.mjs'),
        ...args,
      ])
  const after = coreTimes()
  rmSync(target, { force: true })
  const reply = parseObject(stdout, `What ${tool} said`)
  const own = numberAt(reply, 'processorSeconds')
  const others = Math.max(0, after.busy - before.busy - own)
  return {
    rows: numberAt(reply, 'rows'),
    seconds: numberAt(reply, 'seconds'),
    processorSeconds: own,
    megabytes: numberAt(reply, 'megabytes'),
    otherWork: others / Math.max(0.001, after.total - before.total),
  }
}

async function toolVersions(): Promise<JsonObject> {
  const { stdout } = await run(judgePython(), [pythonScript, 'versions'])
  const core = parseObject(
    readFileSync(join(repository, 'packages/core/package.json'), 'utf8'),
    'package.json',
  )
  const dependencies = isJsonObject(core.dependencies) ? core.dependencies : {}
  const { papaparse, hyparquet, 'hyparquet-writer': writer } = dependencies
  return { ...parseObject(stdout, 'The versions'), papaparse, hyparquet, 'hyparquet-writer': writer }
}

/** Tasks by name, or by a part of it: `read`, `csv`, `write-parquet`. */
function selectTasks(only: string | undefined): readonly Task[] {
  if (only === undefined) return tasks
  const asked = only.split(',')
  const unknown = asked.filter((part) => !tasks.some(({ name }) => isPart(part, name)))
  if (unknown.length > 0)
    throw new Error(
      `--only: there is no ${unknown.join(', ')}; there are ${tasks.map(({ name }) => name).join(', ')}.`,
    )
  return tasks.filter(({ name }) => asked.some((part) => isPart(part, name)))
}

function isPart(part: string, name: string): boolean {
  return part === name || name.split('-').includes(part)
}

function positive(text: string, what: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`${what} must be above 0, not "${text}".`)
  return value
}
