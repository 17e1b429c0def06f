import { formatCsv, parseCsv } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { neutraliseFormulas, neutraliseText } from './neutralise-formulas.ts'

describe('a text for a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
    ['+1-cmd', "'+1-cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['-5', '-5'],
    ['+4.25', '+4.25'],
    ['-1e-7', '-1e-7'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j is %j', (text, harmless) => {
    expect(neutraliseText(text)).toBe(harmless)
  })

  it('is harmless in every place of a table', async () => {
    const table = await parseCsv('=name,n\n=cmd,-1\nplain,2\n=cmd,-3\nplain,4\n')
    expect(formatCsv(neutraliseFormulas(table))).toBe("'=name,n\n'=cmd,-1\nplain,2\n'=cmd,-3\nplain,4\n")
    expect(formatCsv(table)).toContain('\n=cmd')
  })
})
