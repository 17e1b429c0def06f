import { expect, it } from 'vitest'
import { formatTextTable, printable } from './text-table.ts'

it('aligns columns by their widest cell', () => {
  const text = formatTextTable(
    [{ title: 'name' }, { title: 'rows', align: 'right' }, { title: 'note' }],
    [
      ['a', '1', 'first'],
      ['longer', '1,234', ''],
    ],
  )
  expect(text).toBe('name     rows  note\na           1  first\nlonger  1,234')
})

it('lets no control character of the data reach the terminal', () => {
  expect(printable('a\u001b[2Jb\nc')).toBe('a�[2Jb�c')
  expect(printable('a\nb', '\n')).toBe('a\nb')
  expect(formatTextTable([{ title: 'x' }], [['\u001b]0;title\u0007']])).toBe('x\n�]0;title�')
})
