/**
 * One turn of one JavaScript tool, in a process of its own: `node side.mjs <tool> <action> <format> <file> <target>`. Prints what it took
 * as one line of JSON; `../python/formats.py` is the same for Python's tools.
 */

import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { profileFile, readTable, streamFile, writeTable } from '@tabricate/core/node'
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { parquetWriteBuffer } from 'hyparquet-writer'
import Papa from 'papaparse'
import type { Action, Tool } from './tasks.ts'

/** Does what is to be measured, and says how many rows there were; what comes before `begin` is not measured. */
type Turn = (file: string, target: string, begin: () => void) => Promise<number>

const turns: Readonly<Partial<Record<`${Tool} ${Action}`, Turn>>> = {
  'tabricate read': async (file, _, begin) => {
    begin()
    // More cells than workbooks may have unasked; other formats have no such limits.
    const limits = file.endsWith('.xlsx') ? { maxCells: 10e6, maxUnzippedBytes: 512 * 1024 * 1024 } : {}
    return (await readTable(file, limits)).rowCount
  },
  'tabricate write': async (file, target, begin) => {
    const table = await readTable(file)
    begin()
    await writeTable(table, target, { force: true })
    return table.rowCount
  },
  'tabricate count': async (file, _, begin) => {
    begin()
    const { schema } = await readTable(file, { sampleRows: 10_000 })
    let rows = 0
    for await (const chunk of streamFile(file, { schema })) rows += chunk.rowCount
    return rows
  },
  'tabricate profile': async (file, _, begin) => {
    begin()
    return (await profileFile(file)).rowCount
  },
  'papaparse read': async (file, _, begin) => {
    begin()
    const rows = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true }).data
    return rows.length - 1
  },
  'papaparse write': async (file, target, begin) => {
    const rows = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true }).data
    begin()
    writeFileSync(target, Papa.unparse(rows))
    return rows.length - 1
  },
  'hyparquet read': async (file, _, begin) => {
    begin()
    const buffer = await asyncBufferFromFile(file)
    const metadata = await parquetMetadataAsync(buffer)
    const kept: unknown[] = []
    await parquetRead({
      file: buffer,
      metadata,
      compressors,
      onChunk: (chunk) => kept.push(chunk.columnData),
    })
    return Number(metadata.num_rows)
  },
  'hyparquet write': async (file, target, begin) => {
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file), compressors })
    const names = Object.keys(rows[0] ?? {})
    const columnData = names.map((name) => ({ name, data: rows.map((row): unknown => row[name]) }))
    begin()
    const stream = createWriteStream(target)
    stream.end(new Uint8Array(parquetWriteBuffer({ columnData })))
    await once(stream, 'close')
    return rows.length
  },
}

const [tool = '', action = '', , file = '', target = ''] = process.argv.slice(2)
const turn = Object.entries(turns).find(([name]) => name === `${tool} ${action}`)?.[1]
if (turn === undefined) throw new Error(`There is no turn "${tool} ${action}".`)
// The system's cache holds the file for everyone.
for await (const part of createReadStream(file)) void part
let start = 0
const rows = await turn(file, target, () => {
  start = performance.now()
})
const seconds = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage()
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1e6
console.log(JSON.stringify({ rows, seconds, processorSeconds: (user + system) / 1e6, megabytes }))
