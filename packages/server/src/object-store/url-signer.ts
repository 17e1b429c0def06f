import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SignedUrlOptions } from './object-store.ts'

/** What a valid address gives. */
export interface SignedFile {
  readonly key: string
  readonly fileName: string | null
}

/** Makes and reads addresses of files that the router serves: an HMAC over method, key, expiry and file name. */
export interface UrlSigner {
  /** Relative to the router: `/files/<key>?…`. */
  sign(key: string, options: SignedUrlOptions): string
  /** Null when the signature is wrong or the time is over. */
  verify(key: string, query: SignedQuery): SignedFile | null
}

export interface SignedQuery {
  /** Seconds since 1970. */
  readonly expires: number
  readonly name?: string | undefined
  readonly signature: string
}

export function createUrlSigner(secret: string, now: () => Date): UrlSigner {
  // A key of its own: the secret also signs tokens.
  const key = createHmac('sha256', secret).update('tabricate file addresses').digest()
  const signatureOf = (path: string, expires: number, name: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['GET', path, expires, name]))
      .digest()
  return {
    sign(path, { expiresInSeconds, fileName }) {
      const expires = Math.floor(now().getTime() / 1000) + expiresInSeconds
      const query = new URLSearchParams({ expires: String(expires) })
      if (fileName !== undefined) query.set('name', fileName)
      query.set('signature', signatureOf(path, expires, fileName ?? '').toString('base64url'))
      return `/files/${path}?${query}`
    },
    verify(path, { expires, name, signature }) {
      const given = Buffer.from(signature, 'base64url')
      const expected = signatureOf(path, expires, name ?? '')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
      return expires * 1000 >= now().getTime() ? { key: path, fileName: name ?? null } : null
    },
  }
}
