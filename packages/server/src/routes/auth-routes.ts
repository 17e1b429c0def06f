import { authContracts } from '../contracts/auth.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Accounts, Tokens } from '../services/accounts.ts'

export function authRoutes(accounts: Accounts): readonly Route[] {
  return [
    defineRoute(authContracts.register, async ({ body, caller }) => ({
      data: presentUser(
        await accounts.register(
          { email: body.email, password: body.password, fullName: body.full_name ?? null },
          caller,
        ),
      ),
      message: 'The account is made. Sign in to use it.',
    })),
    defineRoute(authContracts.login, async ({ body, caller }) => ({
      data: presentTokens(await accounts.login(body.email, body.password, caller)),
    })),
    defineRoute(authContracts.refresh, async ({ body, caller }) => ({
      data: presentTokens(await accounts.refresh(body.refresh_token, caller)),
    })),
    defineRoute(authContracts.logout, async ({ identity, body }) => {
      await accounts.logout(identity.user, {
        sessionId: identity.sessionId,
        refreshToken: body.refresh_token,
        everywhere: body.everywhere,
      })
      return { data: {} }
    }),
    defineRoute(authContracts.me, async ({ identity }) => ({ data: presentUser(identity.user) })),
    defineRoute(authContracts.sessions, async ({ identity }) => {
      const sessions = await accounts.openSessions(identity.user)
      return {
        data: {
          items: sessions.map((session) => ({
            id: session.id,
            created_at: session.created_at.toISOString(),
            last_used_at: session.last_used_at.toISOString(),
            expires_at: session.expires_at.toISOString(),
            user_agent: session.user_agent,
            ip: session.ip,
          })),
        },
      }
    }),
  ]
}

/** Without what is nobody's business: the hash, the token version. */
export function presentUser(user: UserRow) {
  return {
    id: user.id,
    email: user.email ?? '',
    full_name: user.full_name,
    role: user.role,
    is_active: user.is_active,
    created_at: user.created_at.toISOString(),
  }
}

function presentTokens({ accessToken, refreshToken, expiresInSeconds }: Tokens) {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer' as const,
    expires_in: expiresInSeconds,
  }
}
