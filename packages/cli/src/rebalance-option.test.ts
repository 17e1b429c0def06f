import { parseCsv } from '@tabricate/core'
import { expect, it } from 'vitest'
import { readRebalanceOption } from './rebalance-option.ts'

const { schema } = await parseCsv(
  'sex,a=b,income\nf,1.5,>50K\nm,2.5,<=50K\n,3.5,<=50K\nf,1.5,>50K\nm,1.5,>50K\n',
)

it('reads column, value and share, whatever signs they hold', () => {
  expect(readRebalanceOption(['income=>50K:0.5', 'sex=f:.2', 'sex=:0.1', 'a=b=1.5:1'], schema)).toEqual({
    income: { '>50K': 0.5 },
    sex: { f: 0.2, '': 0.1 },
    'a=b': { '1.5': 1 },
  })
  expect(readRebalanceOption([], schema)).toEqual({})
})

it('says everything that cannot be read', () => {
  const read = () => readRebalanceOption(['income=>50K', 'sex>=f:0.5', 'sex=f:half'], schema)
  expect(read).toThrow(/--rebalance income=>50K.*--rebalance sex>=f:0.5.*--rebalance sex=f:half/s)
})
