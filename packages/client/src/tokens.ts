import { isObject } from './api-error.ts'

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}

/** Where tokens are kept between calls. */
export interface TokenStore {
  read(): Tokens | null
  /** Null when the session is over. */
  write(tokens: Tokens | null): void
}

/** Tokens that live as long as the client. */
export function memoryTokens(initial: Tokens | null = null): TokenStore {
  let tokens = initial
  return {
    read: () => tokens,
    write(next) {
      tokens = next
    },
  }
}

/** Tokens in `sessionStorage`, or another storage of a browser: they outlive a reload of the page. */
export function storedTokens(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  key: string,
): TokenStore {
  return {
    read() {
      try {
        const value: unknown = JSON.parse(storage.getItem(key) ?? 'null')
        return isTokens(value) ? value : null
      } catch {
        return null
      }
    },
    write(tokens) {
      if (tokens === null) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(tokens))
    },
  }
}

function isTokens(value: unknown): value is Tokens {
  return isObject(value) && typeof value.accessToken === 'string' && typeof value.refreshToken === 'string'
}
