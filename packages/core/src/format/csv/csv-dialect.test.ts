import { expect, it } from 'vitest'
import { sniffCsvDialect } from './csv-dialect.ts'

it.each([
  ['a,b\n1,2\n', ',', '\n'],
  ['a;b\r\n1,5;2,5\r\n', ';', '\r\n'],
  ['a\tb\r1\t2\r', '\t', '\r'],
  ['a|b\n1|x,y\n', '|', '\n'],
  ['one column\nx\n', ',', '\n'],
  ['"a;b",c\n1,2\n', ',', '\n'],
  ['"a\r\nb";c\n"1,2,3";2\n', ';', '\n'],
  ['a,b,c;d\n1,2,3\n4,5,6\n', ',', '\n'],
  ['a,b;c\n1;2\n', ';', '\n'],
  ['name,height\nx,5" pipe\n"he said ""hi, you""",3\n', ',', '\n'],
  ['a,b', ',', '\n'],
])('%j is separated by %j and %j', (sample, delimiter, newline) => {
  expect(sniffCsvDialect(sample)).toEqual({ delimiter, newline })
})
