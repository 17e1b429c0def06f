import type { Column, Table } from '@tabricate/core'

/** What spreadsheets take for the beginning of a formula (OWASP, CSV Injection). Numbers, which may begin with a sign, are none. */
const formula = /^(?=[=+\-@\t\r])(?![+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$)/i

/** A text that a spreadsheet shows as it is: an apostrophe stands before what it would run. */
export function neutraliseText(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The table with every text, and every name of a column, made harmless for spreadsheets. */
export function neutraliseFormulas(table: Table): Table {
  return {
    ...table,
    schema: {
      ...table.schema,
      columns: table.schema.columns.map((column) => ({ ...column, name: neutraliseText(column.name) })),
    },
    columns: table.columns.map(neutraliseColumn),
  }
}

function neutraliseColumn(column: Column): Column {
  switch (column.type) {
    case 'categorical':
      return { ...column, categories: column.categories.map(neutraliseText) }
    case 'id':
      return { ...column, values: column.values.map((value) => value && neutraliseText(value)) }
    case 'numerical':
    case 'datetime':
    case 'boolean':
      return column
    default:
      return column satisfies never
  }
}
