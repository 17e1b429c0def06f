import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { everything } from './everything.ts'

it('has every command that docs/benchmarks.md rests on', () => {
  const main = readFileSync(join(import.meta.dirname, 'main.ts'), 'utf8')
  const table = /commands:.*?\{([\s\S]*?)\n\}/.exec(main)?.[1] ?? ''
  const names = Array.from(table.matchAll(/^ {2}(\w+)/gm), ([, name]) => name).filter(
    (name) => name !== 'all',
  )
  expect(names.length).toBeGreaterThan(8)
  expect(new Set(everything.map(([name]) => name))).toEqual(new Set(names))
})
