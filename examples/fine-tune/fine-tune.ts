import { getColumn, selectRows, type Table } from '@tabricate/core'
import { loadCheckpoint, readTable, saveCheckpoint } from '@tabricate/core/node'
import { tvae } from '@tabricate/models-tvae'

// A model of two years' penguins goes on with those of the third: few rows, which alone would not train a network.
const penguins = await readTable('examples/data/penguins.csv')
const { column } = getColumn(penguins, 'year')
const years = column.type === 'numerical' ? column.values : new Float64Array(0)
const rowsOf = (wanted: (year: number, row: number) => boolean): Table =>
  selectRows(
    penguins,
    Int32Array.from(years.keys()).filter((row) => wanted(years[row] ?? 0, row)),
  )

// A few rows of the third year are among the first ones: values that they did not have could not be learned later.
const first = await tvae({ epochs: 40 }).fit(
  rowsOf((year, row) => year < 2009 || row % 20 === 0),
  { seed: 1 },
)
const state = first.checkpoint()
if (state !== undefined) await saveCheckpoint(state, 'penguins.checkpoint')

const tuned = await tvae.fineTune(
  await loadCheckpoint('penguins.checkpoint'),
  rowsOf((year) => year === 2009),
  {
    seed: 2,
    options: { epochs: 40 },
    onNotice: (notice) => console.log(notice),
  },
)
for (const [name, synthesizer] of Object.entries({ first, tuned })) {
  const { column: made } = getColumn(await synthesizer.sample(1000, { seed: 3 }), 'year')
  const late = made.type === 'numerical' ? made.values.filter((year) => year === 2009).length : 0
  console.log(`${name}: ${late} of 1000 of 2009`)
  await synthesizer.dispose()
}
