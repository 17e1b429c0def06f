import { createECDH, createPublicKey, type ECDH, randomBytes } from 'node:crypto'
import ece from 'http_ece'
import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { vapidKeysOf } from './vapid-keys.ts'
import { encryptPush, vapidAuthorization, webPushRequest } from './web-push-request.ts'

function keyPair(privateKey: string): ECDH {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey, 'base64url')
  return pair
}

/** The claims of a header, if its signature is that of the key in it. */
function claimsOf(authorization: string, now: Date): unknown {
  const [, token = '', key = ''] = /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const publicKey = createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
  })
  return jwt.verify(token, publicKey, {
    algorithms: ['ES256'],
    clockTimestamp: Math.floor(now.getTime() / 1000),
    complete: true,
  })
}

// RFC 8291, section 5 and appendix A.
const example = {
  plain: 'When I grow up, I want to be a watermelon',
  senderPrivate: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  receiverPrivate: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  receiverPublic: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  encrypted:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

// RFC 8292, section 2.4.
const signedExample =
  'vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs'

describe('a message for a browser', () => {
  it('is encrypted as the example of RFC 8291', () => {
    const keys = { p256dh: example.receiverPublic, auth: example.auth }
    const encrypted = encryptPush(example.plain, keys, keyPair(example.senderPrivate), example.salt)
    expect(encrypted.toString('base64url')).toBe(example.encrypted)
  })

  it('is read with the keys of its browser alone, and never encrypted alike', () => {
    const browser = createECDH('prime256v1')
    const p256dh = browser.generateKeys('base64url')
    const auth = randomBytes(16).toString('base64url')
    const vapid = vapidKeysOf(
      { vapidPublicKey: undefined, vapidPrivateKey: undefined, vapidSubject: 'mailto:a@b.org' },
      's',
    )
    const subscription = { endpoint: 'https://push.example.net/a/b?c', keys: { p256dh, auth } }
    const make = () => webPushRequest(subscription, 'Ready – “é”', vapid, new Date('2026-01-01T00:00:00Z'))
    const [one, two] = [make(), make()]
    const read = (privateKey: ECDH) =>
      ece.decrypt(Buffer.from(one.body), { version: 'aes128gcm', privateKey, authSecret: auth }).toString()
    expect(read(browser)).toBe('Ready – “é”')
    expect(one.body).not.toEqual(two.body)
    const other = createECDH('prime256v1')
    other.generateKeys()
    expect(() => read(other)).toThrow()
  })

  it('is signed as the example of RFC 8292', () => {
    const at = new Date('2016-01-22T00:00:00Z')
    const theirs = claimsOf(signedExample, at)
    expect(theirs).toMatchObject({
      header: { typ: 'JWT', alg: 'ES256' },
      payload: { aud: 'https://push.example.net', exp: 1453523768, sub: 'mailto:push@example.com' },
    })
    const vapid = vapidKeysOf(
      { vapidPublicKey: undefined, vapidPrivateKey: undefined, vapidSubject: 'mailto:push@example.com' },
      'a secret',
    )
    const ours = claimsOf(vapidAuthorization('https://push.example.net', vapid, at), at)
    expect(ours).toMatchObject({
      header: { typ: 'JWT', alg: 'ES256' },
      payload: {
        aud: 'https://push.example.net',
        exp: at.getTime() / 1000 + 43_200,
        sub: 'mailto:push@example.com',
      },
    })
    const forged = signedExample.replace('.eyJhdWQ', '.eyJhdWR')
    expect(() => claimsOf(forged, at)).toThrow()
  })
})
