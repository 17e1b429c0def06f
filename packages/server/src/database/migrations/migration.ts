import type { Knex } from 'knex'

/** One change of the database's shape, and the way back. Names sort in the order of the changes. */
export interface Migration {
  readonly name: string
  up(knex: Knex): Promise<void>
  down(knex: Knex): Promise<void>
}
