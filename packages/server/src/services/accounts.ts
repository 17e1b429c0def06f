import type { AccessTokens } from '../auth/access-token.ts'
import { createRefreshToken, hashRefreshToken } from '../auth/access-token.ts'
import { maxPasswordBytes, type PasswordHasher } from '../auth/password.ts'
import type { Database } from '../database/database.ts'
import type { SessionRepository, SessionRow } from '../database/repositories/session-repository.ts'
import type { Role, UserRepository, UserRow } from '../database/repositories/user-repository.ts'
import { ServiceError, throwValidation } from '../service-error.ts'
import type { Throttle } from './throttle.ts'

export interface AccountDependencies {
  readonly database: Database
  readonly users: UserRepository
  readonly sessions: SessionRepository
  readonly throttle: Throttle
  readonly passwords: PasswordHasher
  readonly accessTokens: AccessTokens
  readonly refreshTokenDays: number
  readonly now: () => Date
}

/** Where a request comes from. */
export interface Caller {
  readonly ip: string
  readonly userAgent: string | null
}

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

/** Parallel requests of one person may both have refreshed with the same token. */
const reuseGraceMs = 10_000

const registrationsPerMinute = 20
const refreshesPerMinute = 120

/** Accounts, sessions and tokens. */
export interface Accounts {
  /** @throws ServiceError `CONFLICT` when the address has an account, `VALIDATION_ERROR`, `RATE_LIMITED` */
  register(input: Registration, caller: Caller): Promise<UserRow>
  /** @throws ServiceError `INVALID_CREDENTIALS`, with one message whatever was wrong; `RATE_LIMITED` */
  login(email: string, password: string, caller: Caller): Promise<Tokens>
  /** @throws ServiceError `INVALID_CREDENTIALS`; a token used before ends its whole session */
  refresh(refreshToken: string, caller: Caller): Promise<Tokens>
  logout(
    user: UserRow,
    options: {
      readonly sessionId: number | null
      readonly refreshToken: string | undefined
      readonly everywhere: boolean
    },
  ): Promise<void>
  /** The account and session of an access token; null when it is not valid. */
  authenticate(accessToken: string): Promise<{ readonly user: UserRow; readonly sessionId: number } | null>
  openSessions(user: UserRow): Promise<readonly SessionRow[]>
  /** @throws ServiceError `INVALID_CREDENTIALS` */
  requirePassword(user: UserRow, password: string | undefined, caller: Caller): Promise<void>
}

export interface Registration {
  readonly email: string
  readonly password: string
  readonly fullName: string | null
  readonly role?: Role
}

export function createAccounts(dependencies: AccountDependencies): Accounts {
  const { database, users, sessions, throttle, passwords, accessTokens, now } = dependencies

  async function issue(user: UserRow, sessionId: number): Promise<Tokens> {
    const refreshToken = createRefreshToken()
    await sessions.addToken({ hash: hashRefreshToken(refreshToken), sessionId, expiresAt: refreshExpiry() })
    const claims = { userId: user.id, tokenVersion: user.token_version, sessionId }
    return {
      accessToken: accessTokens.issue(claims, now()),
      refreshToken,
      expiresInSeconds: accessTokens.expiresInSeconds,
    }
  }

  const refreshExpiry = () => new Date(now().getTime() + dependencies.refreshTokenDays * 86_400_000)

  return {
    async register({ email, password, fullName, role = 'user' }, caller) {
      await throttle.perMinute(`register:${caller.ip}`, registrationsPerMinute)
      checkPassword(password)
      const passwordHash = await passwords.hash(password)
      const user = await users.add({ email: normalEmail(email), passwordHash, role, fullName })
      if (user === null)
        throw new ServiceError('CONFLICT', 'There is an account with this e-mail address already.')
      return user
    },

    async login(email, password, caller) {
      const account = normalEmail(email)
      const subject = { account, ip: caller.ip }
      await throttle.check(subject)
      const user = await users.byEmail(account)
      const isRight = await passwords.matches(password, user?.password_hash ?? null)
      if (user === undefined || !isRight || !user.is_active) {
        await throttle.fail(subject)
        throw wrongCredentials()
      }
      await throttle.succeed(subject)
      return database.transaction(async () => {
        const sessionId = await sessions.open({
          user_id: user.id,
          user_agent: caller.userAgent,
          ip: caller.ip,
          created_at: now(),
          expires_at: refreshExpiry(),
        })
        return issue(user, sessionId)
      })
    },

    async refresh(refreshToken, caller) {
      await throttle.perMinute(`refresh:${caller.ip}`, refreshesPerMinute)
      const hash = hashRefreshToken(refreshToken)
      // A session that ends because of a reuse must stay ended: the refusal is thrown after the commit.
      const tokens = await database.transaction(async () => {
        const token = await sessions.tokenForUpdate(hash)
        if (token === undefined || token.revoked_at !== null || token.expires_at < now()) return null
        const usedMsAgo = token.used_at === null ? 0 : now().getTime() - token.used_at.getTime()
        if (usedMsAgo > reuseGraceMs) {
          await sessions.revoke(token.session_id, now())
          return null
        }
        const user = await users.byId(token.user_id)
        if (user === undefined || !user.is_active) return null
        await sessions.markUsed(hash, token.session_id, now(), refreshExpiry())
        return issue(user, token.session_id)
      })
      if (tokens === null)
        throw new ServiceError(
          'INVALID_CREDENTIALS',
          'The refresh token is not or no longer valid. Sign in again.',
        )
      return tokens
    },

    async logout(user, { sessionId, refreshToken, everywhere }) {
      await database.transaction(async () => {
        if (everywhere) {
          await sessions.revokeAll(user.id, now())
          await users.endTokens(user.id)
          return
        }
        const token =
          refreshToken === undefined
            ? undefined
            : await sessions.tokenForUpdate(hashRefreshToken(refreshToken))
        if (token !== undefined && token.user_id === user.id) await sessions.revoke(token.session_id, now())
        else if (sessionId !== null) await sessions.revoke(sessionId, now())
      })
    },

    async authenticate(accessToken) {
      const claims = accessTokens.read(accessToken, now())
      if (claims === null) return null
      const user = await users.ofSession(claims.userId, claims.sessionId)
      if (user === undefined || !user.is_active || user.token_version !== claims.tokenVersion) return null
      return { user, sessionId: claims.sessionId }
    },

    openSessions: (user) => sessions.openSessions(user.id, now()),

    async requirePassword(user, password, caller) {
      // An account of the host's has no password here: the host has signed the person in.
      if (user.password_hash === null) return
      const subject = { account: user.email ?? String(user.id), ip: caller.ip }
      await throttle.check(subject)
      if (await passwords.matches(password ?? '', user.password_hash)) return
      await throttle.fail(subject)
      throw wrongCredentials()
    },
  }
}

/** One message for all reasons: it does not tell who has an account. */
function wrongCredentials(): ServiceError {
  return new ServiceError('INVALID_CREDENTIALS', 'The e-mail address or the password is wrong.')
}

export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}

function checkPassword(password: string): void {
  const bytes = new TextEncoder().encode(password).length
  if (bytes <= maxPasswordBytes) return
  throwValidation([
    { path: ['password'], message: `has ${bytes} bytes in UTF-8; at most ${maxPasswordBytes} are read` },
  ])
}
