import type { ConstraintRule } from '../constraint/constraint.ts'
import { fixedCombinations, lessThan, range, sumOf } from '../constraint/constraint.ts'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { categoricalField, dateField, idField, numericalField, tableOf } from './table-fixtures.ts'

/** City and country, of which few go together. */
const places = [
  ['Lyon', 'France'],
  ['Paris', 'France'],
  ['Kyoto', 'Japan'],
  ['Paris', 'USA'],
  ['Boston', 'USA'],
] as const
const cities = [...new Set(places.map(([city]) => city))]
const countries = [...new Set(places.map(([, country]) => country))]

/** The rules that {@link constrainedTable} obeys. */
export const tableRules: readonly ConstraintRule[] = [
  fixedCombinations('city', 'country'),
  sumOf('pay', ['wage', 'bonus']),
  lessThan('hired', 'left', { orEqual: true }),
  lessThan('bonus', 'wage'),
  range('age', { min: 18, max: 67 }),
]

/** Rows of people at work that obey {@link tableRules}, with missing values in every column that rules speak of but the age. */
export function constrainedTable(rowCount: number, seed = 4): Table {
  const rng = createRng(seed)
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const place = places[rng.integer(places.length)]
    const wage = Math.round(150_000 + 50_000 * Math.exp(normal(rng) / 3)) / 100
    const bonus = Math.round(wage * 40 * rng.uniform()) / 100
    const hired = 15_000 + rng.integer(3000)
    return {
      id: String(row + 1),
      city: rng.uniform() < 0.05 || place === undefined ? -1 : cities.indexOf(place[0]),
      country: place === undefined ? -1 : countries.indexOf(place[1]),
      wage,
      bonus: rng.uniform() < 0.1 ? Number.NaN : bonus,
      pay: rng.uniform() < 0.05 ? Number.NaN : Math.round((wage + bonus) * 100) / 100,
      hired: rng.uniform() < 0.05 ? Number.NaN : hired,
      left: rng.uniform() < 0.5 ? Number.NaN : hired + (rng.uniform() < 0.1 ? 0 : rng.integer(2000)),
      age: 18 + rng.integer(50),
    }
  })
  const column = (name: 'wage' | 'bonus' | 'pay' | 'age', decimals: number) =>
    numericalField(
      name,
      rows.map((row) => row[name]),
      decimals,
    )
  const dates = (name: 'hired' | 'left') =>
    dateField(
      name,
      rows.map((row) => row[name]),
    )
  return tableOf(
    [
      idField(
        'id',
        rows.map(({ id }) => id),
      ),
      categoricalField(
        'city',
        cities,
        rows.map(({ city }) => city),
      ),
      column('pay', 2),
      dates('left'),
      categoricalField(
        'country',
        countries,
        rows.map(({ country }) => country),
      ),
      dates('hired'),
      column('wage', 2),
      column('age', 0),
      column('bonus', 2),
    ],
    rowCount,
  )
}
