import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readTable, streamFile, writeTable } from '@tabricate/core/node'
import { cache, dataFolder } from '../harness/paths.ts'
import type { Task } from './tasks.ts'

/** A file to measure with. */
export interface TableFile {
  readonly path: string
  /** The same rows as CSV. */
  readonly csv: string
  readonly rows: number
  readonly megabytes: number
}

/** Of sheets: Adult's rows as often as come to so many, names aside. */
const sheetCells = 9e6

function timesFor(megabytes: number, bytesOnce: number): number {
  return Math.max(1, Math.round((megabytes * 1e6) / bytesOnce))
}

/** Adult's rows as often as fill a CSV file of so many megabytes, in every format; made once and kept. */
export function createTableFiles(megabytes: number, largeMegabytes: number) {
  const folder = join(cache, 'formats')
  mkdirSync(folder, { recursive: true })
  const adult = readFileSync(join(dataFolder(), 'adult.csv'))
  const headerEnd = adult.indexOf(10) + 1
  const body = adult.subarray(headerEnd)
  const rowsOnce = body.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0)
  const times = {
    once: 1,
    full: timesFor(megabytes, body.length),
    sheet: Math.floor(sheetCells / (rowsOnce * adult.subarray(0, headerEnd).toString().split(',').length)),
    large: timesFor(largeMegabytes, body.length),
  } as const

  async function csvFile(size: Task['size']): Promise<string> {
    const path = join(folder, `adult-${times[size]}.csv`)
    if (existsSync(path)) return path
    const stream = createWriteStream(`${path}.part`)
    stream.write(adult.subarray(0, headerEnd))
    for (let i = 0; i < times[size]; i++) {
      if (!stream.write(body)) await once(stream, 'drain')
    }
    stream.end()
    await once(stream, 'close')
    renameSync(`${path}.part`, path)
    return path
  }

  async function fileOf(format: Task['format'], size: Task['size']): Promise<string> {
    const csv = await csvFile(size)
    const path = join(folder, `adult-${times[size]}.${format}`)
    if (existsSync(path)) return path
    const { schema } = await readTable(await csvFile('once'))
    await writeTable(streamFile(csv, { schema, chunkRows: 50_000 }), path)
    return path
  }

  return {
    folder,
    /** The file of a task: that which it reads, or one like that which it writes. */
    async of({ format, size }: Pick<Task, 'format' | 'size'>): Promise<TableFile> {
      const path = await fileOf(format, size)
      return {
        path,
        csv: await csvFile(size),
        rows: rowsOnce * times[size],
        megabytes: statSync(path).size / 1e6,
      }
    },
  }
}
