import { createECDH, createPrivateKey, type ECDH } from 'node:crypto'
import ece from 'http_ece'
import jwt from 'jsonwebtoken'
import type { GuardedRequest } from './guarded-request.ts'
import type { VapidKeys } from './vapid-keys.ts'

/** Where a browser is reached, as `PushSubscription.toJSON()` gives it. */
export interface PushSubscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** A push service keeps a message for a browser that is off so long, in seconds. */
const ttl = 86_400

/** A signature lives this long; a day is the most that is allowed (RFC 8292, section 2). */
const signatureSeconds = 12 * 3600

/** A message for a browser, encrypted for it (RFC 8291) and signed for its push service (RFC 8292). */
export function webPushRequest(
  { endpoint, keys }: PushSubscription,
  message: string,
  vapid: VapidKeys,
  now: Date,
): GuardedRequest {
  const local = createECDH('prime256v1')
  local.generateKeys()
  return {
    url: endpoint,
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Encoding': 'aes128gcm',
      TTL: String(ttl),
      Authorization: vapidAuthorization(new URL(endpoint).origin, vapid, now),
    },
    body: encryptPush(message, keys, local),
  }
}

/**
 * RFC 8291.
 * @param local a key pair for this message alone
 * @param salt 16 bytes in base64url; default: random ones
 */
export function encryptPush(
  message: string,
  { p256dh, auth }: PushSubscription['keys'],
  local: ECDH,
  salt?: string,
): Buffer {
  return ece.encrypt(Buffer.from(message), {
    version: 'aes128gcm',
    dh: p256dh,
    privateKey: local,
    authSecret: auth,
    ...(salt !== undefined && { salt }),
  })
}

/** RFC 8292, section 3. */
export function vapidAuthorization(
  audience: string,
  { subject, publicKey, privateKey }: VapidKeys,
  now: Date,
): string {
  const point = Buffer.from(publicKey, 'base64url')
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33, 65).toString('base64url'),
      d: privateKey,
    },
  })
  const claims = { aud: audience, exp: Math.floor(now.getTime() / 1000) + signatureSeconds, sub: subject }
  const token = jwt.sign(claims, key, { algorithm: 'ES256', noTimestamp: true })
  return `vapid t=${token}, k=${publicKey}`
}
