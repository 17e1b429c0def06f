import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { createAccessTokens } from './access-token.ts'

const secret = 'a secret of more than thirty-two bytes'
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000)
const claims = { userId: 7, tokenVersion: 1, sessionId: 3 }

describe('an access token', () => {
  it('is read until it ends, the first time and every other', () => {
    const tokens = createAccessTokens(secret, 60)
    const token = tokens.issue(claims, at(0))
    for (const seconds of [0, 30, 59]) expect(tokens.read(token, at(seconds))).toEqual(claims)
    for (const seconds of [60, 61]) expect(tokens.read(token, at(seconds))).toBeNull()
    expect(createAccessTokens(secret, 60).read(token, at(60))).toBeNull()
  })

  it('is refused when any letter of it is another, also after the right one was read', () => {
    const tokens = createAccessTokens(secret, 60)
    const token = tokens.issue(claims, at(0))
    expect(tokens.read(token, at(1))).toEqual(claims)
    for (let index = 0; index < token.length; index++) {
      // The last letter of a part has bits that mean nothing.
      const isLast = token[index + 1] === '.' || index === token.length - 1
      const other = token[index] === 'A' ? 'B' : 'A'
      const changed = token.slice(0, index) + other + token.slice(index + 1)
      if (!isLast && token[index] !== '.') expect(tokens.read(changed, at(1))).toBeNull()
    }
  })

  it('is refused with another secret, algorithm, issuer or audience', () => {
    const tokens = createAccessTokens(secret, 60)
    const payload = { sub: '7', tv: 1, sid: 3, exp: Math.floor(at(60).getTime() / 1000) }
    const right = { algorithm: 'HS256', issuer: 'tabricate', audience: 'tabricate-api' } as const
    const sign = (options: jwt.SignOptions, key = secret) => jwt.sign(payload, key, options)
    expect(tokens.read(sign(right), at(0))).toEqual(claims)
    for (const wrong of [
      sign(right, `${secret}!`),
      sign({ ...right, algorithm: 'HS512' }),
      sign({ ...right, algorithm: 'none' }, ''),
      sign({ ...right, issuer: 'somebody' }),
      sign({ ...right, audience: 'something' }),
    ])
      expect(tokens.read(wrong, at(0))).toBeNull()
  })

  it('is kept with a thousand others, and read anew where it was forgotten', () => {
    const tokens = createAccessTokens(secret, 60)
    const all = Array.from({ length: 1500 }, (_, userId) => tokens.issue({ ...claims, userId }, at(0)))
    for (let round = 0; round < 2; round++)
      for (const [userId, token] of all.entries())
        expect(tokens.read(token, at(1))).toEqual({ ...claims, userId })
  })
})
