import type { Database } from '../database.ts'

export interface SessionRow {
  readonly id: number
  readonly user_id: number
  readonly user_agent: string | null
  readonly ip: string | null
  readonly created_at: Date
  readonly last_used_at: Date
  readonly expires_at: Date
  readonly revoked_at: Date | null
}

interface RefreshTokenRow {
  readonly hash: string
  readonly session_id: number
  readonly expires_at: Date
  readonly used_at: Date | null
}

/** A refresh token together with its session. */
export type RefreshTokenWithSession = RefreshTokenRow & Pick<SessionRow, 'user_id' | 'revoked_at'>

export function createSessionRepository(database: Database) {
  const sessions = () => database.sql()<SessionRow>('sessions')
  const tokens = () => database.sql()<RefreshTokenRow>('refresh_tokens')
  return {
    async open(session: Omit<SessionRow, 'id' | 'revoked_at' | 'last_used_at'>): Promise<number> {
      const [row] = await sessions()
        .insert({ ...session, last_used_at: session.created_at })
        .returning('id')
      return row?.id ?? 0
    },
    async addToken(token: { readonly hash: string; readonly sessionId: number; readonly expiresAt: Date }) {
      await tokens().insert({ hash: token.hash, session_id: token.sessionId, expires_at: token.expiresAt })
    },
    /** Locks the token's row until the end of the transaction, so that it is used once. */
    async tokenForUpdate(hash: string): Promise<RefreshTokenWithSession | undefined> {
      return database
        .sql()('refresh_tokens as t')
        .join('sessions as s', 's.id', 't.session_id')
        .where('t.hash', hash)
        .forUpdate('t')
        .first<RefreshTokenWithSession | undefined>(
          't.hash',
          't.session_id',
          't.expires_at',
          't.used_at',
          's.user_id',
          's.revoked_at',
        )
    },
    async markUsed(hash: string, sessionId: number, at: Date, expiresAt: Date): Promise<void> {
      await tokens().where({ hash }).whereNull('used_at').update({ used_at: at })
      await sessions().where({ id: sessionId }).update({ last_used_at: at, expires_at: expiresAt })
    },
    async revoke(sessionId: number, at: Date): Promise<void> {
      await sessions().where({ id: sessionId }).whereNull('revoked_at').update({ revoked_at: at })
    },
    async revokeAll(userId: number, at: Date): Promise<void> {
      await sessions().where({ user_id: userId }).whereNull('revoked_at').update({ revoked_at: at })
    },
    async openSessions(userId: number, at: Date): Promise<readonly SessionRow[]> {
      return sessions()
        .where({ user_id: userId })
        .whereNull('revoked_at')
        .where('expires_at', '>', at)
        .orderBy('id', 'desc')
    },
    /** Forgets sessions that ended long ago. */
    async removeEnded(before: Date): Promise<void> {
      await sessions().where('expires_at', '<', before).delete()
    },
  }
}

export type SessionRepository = ReturnType<typeof createSessionRepository>
