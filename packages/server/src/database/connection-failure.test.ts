import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { isConnectionFailure } from './connection-failure.ts'
import { openDatabase } from './open-database.ts'

const fromServer = (code: string) => Object.assign(new pg.DatabaseError('said no', 6, 'error'), { code })

describe('a failure of the connection', () => {
  it('is one where the server cannot be reached', async () => {
    const refused: unknown = await openDatabase({ url: 'postgresql://postgres@127.0.0.1:1/postgres' }).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(Error)
    expect(refused instanceof Error && isConnectionFailure(refused.cause)).toBe(true)
  })

  it.each(['08006', '53300', '57P01', '57P02', '57P03'])('is what the server says with %s', (code) => {
    expect(isConnectionFailure(fromServer(code))).toBe(true)
  })

  it('is a session that was cut off', () => {
    expect(isConnectionFailure(new Error('Connection terminated unexpectedly'))).toBe(true)
  })

  it.each([
    fromServer('23505'),
    fromServer('42P01'),
    new Error('Connections are many'),
    'ECONNREFUSED',
    null,
  ])('is not %s', (error) => {
    expect(isConnectionFailure(error)).toBe(false)
  })
})
