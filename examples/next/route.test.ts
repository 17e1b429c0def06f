import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseTable } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { POST } from './route.ts'

const penguins = await readFile(join(import.meta.dirname, '..', 'data', 'penguins.csv'))
const post = (query: string, body: BodyInit) =>
  POST(new Request(`http://localhost/api/synthesize${query}`, { method: 'POST', body }))

describe('POST /api/synthesize', () => {
  it('answers synthetic rows with the columns of the posted table', async () => {
    const response = await post('?rows=1500&seed=7', penguins)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const table = await parseTable(new Uint8Array(await response.arrayBuffer()))
    const real = await parseTable(new Uint8Array(penguins))
    expect(table.rowCount).toBe(1500)
    expect(table.schema.columns.map(({ name }) => name)).toEqual(real.schema.columns.map(({ name }) => name))
    expect(await (await post('?rows=3&seed=7', penguins)).text()).toBe(
      await (await post('?rows=3&seed=7', penguins)).text(),
    )
  })

  it('says what is wrong', async () => {
    expect((await post('?rows=0', penguins)).status).toBe(400)
    expect((await post('', new Uint8Array(5_000_001))).status).toBe(413)
    const refused = await post('', 'a,b\n1,2\n3\n')
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ error: 'PARSE_FAILED' })
  })

  it('stops when the client goes away', async () => {
    const response = await post('?rows=100000', penguins)
    const reader = response.body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
    expect((await reader?.read())?.done).toBe(true)
  })
})
