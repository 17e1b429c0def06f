import { createHash, createSecretKey, randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { createKeptValues } from '../kept-values.ts'

/** Who an access token is for. */
export interface AccessTokenClaims {
  readonly userId: number
  readonly tokenVersion: number
  readonly sessionId: number
}

const issuer = 'tabricate'
const audience = 'tabricate-api'

const payloadSchema = z.object({
  sub: z.string().regex(/^\d{1,10}$/),
  tv: z.int(),
  sid: z.int(),
  exp: z.int(),
})

/** Tokens whose signature was found right are kept, up to this number: people send the same one again and again. */
const maxKept = 1000

/** Access tokens: JWT, HS256 and nothing else, with issuer, audience, key number and the account's token version. */
export interface AccessTokens {
  readonly expiresInSeconds: number
  issue(claims: AccessTokenClaims, now: Date): string
  /** Null for whatever is not a valid token at that time. */
  read(token: string, now: Date): AccessTokenClaims | null
}

export function createAccessTokens(secret: string, expiresInSeconds: number): AccessTokens {
  const keyid = createHash('sha256').update(`kid:${secret}`).digest('hex').slice(0, 8)
  // Given a text, the library tries each time whether it is a public key, which takes two milliseconds.
  const key = createSecretKey(secret, 'utf8')
  const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
  const kept = createKeptValues<{ readonly claims: AccessTokenClaims; readonly endsAt: number }>(maxKept)

  return {
    expiresInSeconds,
    issue: ({ userId, tokenVersion, sessionId }, now) =>
      jwt.sign(
        {
          sub: String(userId),
          tv: tokenVersion,
          sid: sessionId,
          iat: seconds(now),
          exp: seconds(now) + expiresInSeconds,
          jti: randomBytes(8).toString('hex'),
        },
        key,
        { algorithm: 'HS256', issuer, audience, keyid },
      ),
    read(token, now) {
      const known = kept.get(token)
      if (known !== undefined) return seconds(now) < known.endsAt ? known.claims : null
      try {
        const payload = jwt.verify(token, key, {
          algorithms: ['HS256'],
          issuer,
          audience,
          clockTimestamp: seconds(now),
        })
        const { sub, tv, sid, exp } = payloadSchema.parse(payload)
        const claims = { userId: Number(sub), tokenVersion: tv, sessionId: sid }
        kept.set(token, { claims, endsAt: exp })
        return claims
      } catch {
        return null
      }
    },
  }
}

/** A refresh token: 256 random bits. Only its hash is kept. */
export function createRefreshToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
