import { ibanDigits, luhnDigit } from '../personal/check-digits.ts'
import type { Table } from '../table/table.ts'
import { tableFromColumns } from '../table/table-from-values.ts'

const givenNames = ['Anna', 'James', 'Maria', 'Robert', 'Linda', 'David', 'Susan', 'Paul', 'Karen', 'Mark']
const familyNames = [
  'Smith',
  'Johnson',
  'Miller',
  'Davis',
  'Garcia',
  'Wilson',
  'Moore',
  'Taylor',
  'Lee',
  'White',
  'Harris',
  'Clark',
  'Lewis',
  'Young',
  'Hall',
  'King',
  'Wright',
  'Hill',
  'Green',
  'Baker',
  'Adams',
  'Nelson',
  'Carter',
  'Parker',
  'Evans',
]

/** A table of ids and personal data of every kind, and a number; up to 250 rows. */
export function personalTable(rowCount: number): Table {
  const column = (cellOf: (row: number) => string | number) =>
    Array.from({ length: rowCount }, (_, row) => cellOf(row))
  const digits = (row: number, length: number) => String((row + 1) * 7919).padStart(length, '0')
  const card = (row: number) => `4${digits(row, 14)}`
  return tableFromColumns({
    key: column((row) => row + 1),
    code: column((row) => `AB-${1000 + 7 * row}`),
    uuid: column((row) => `6f9619ff-8b86-4011-b42d-${digits(row, 12)}`),
    full_name: column(
      (row) =>
        `${givenNames[row % givenNames.length]} ${familyNames[Math.floor(row / givenNames.length) % familyNames.length]}`,
    ),
    ssn: column((row) => `${123 + row}-45-${6000 + row}`),
    email: column((row) => `anna.lee${row}@mail.example.net`),
    phone: column((row) => `+1 415 555 ${1000 + row}`),
    address: column((row) => `${row + 1} Main Street`),
    ip: column((row) => `203.0.113.${row}`),
    url: column((row) => `https://shop.example.org/item/${row}`),
    card: column((row) => card(row) + luhnDigit(card(row))),
    iban: column((row) => `DE${ibanDigits('DE', digits(row, 18))}${digits(row, 18)}`),
    amount: column((row) => ((row * 37) % 101) / 4),
  })
}
