import knex from 'knex'
import pg from 'pg'

/** PostgreSQL's codes for a server that cannot take a session, or has just ended it: too many, shutting down, crashed, starting. */
const serverCodes = new Set(['53300', '57P01', '57P02', '57P03'])

/** What the operating system says of a server that is not there. */
const systemCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** The driver's own errors have no code. */
const driverMessage = /^(Connection (terminated|ended)|Client has encountered a connection error)/

/** Whether a query failed because the database was not there: asked again later, it may well answer. */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof knex.KnexTimeoutError || driverMessage.test(error.message)) return true
  if (error instanceof pg.DatabaseError) {
    const { code = '' } = error
    return code.startsWith('08') || serverCodes.has(code)
  }
  return 'code' in error && typeof error.code === 'string' && systemCodes.has(error.code)
}
