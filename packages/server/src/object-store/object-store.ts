import type { Readable } from 'node:stream'

/** A file's bytes, or a part of them. */
export interface StoredObject {
  readonly body: Readable
  /** Bytes of the whole file. */
  readonly sizeBytes: number
  /** First and last byte of the part, both included. */
  readonly start: number
  readonly end: number
}

/** First and last byte, both included; without `end`, up to the last one. */
export interface ByteRange {
  readonly start: number
  readonly end?: number
}

export interface ListedObject {
  readonly key: string
  readonly sizeBytes: number
  readonly modifiedAt: Date
}

export interface SignedUrlOptions {
  readonly expiresInSeconds: number
  /** The name under which a browser saves it. */
  readonly fileName?: string
}

/**
 * Where files are kept. Keys are paths of letters, digits, `.`, `_` and `-`, separated by `/`, without empty, `.` or `..` parts;
 * others are `INVALID_OPTIONS`. What is missing is `FILE_NOT_FOUND`. `objectStoreCases` of `@tabricate/server/testing` says all that a store owes.
 */
export interface ObjectStore {
  readonly name: string
  /** Replaces what is there, at once: nobody reads half of it. @returns the number of bytes */
  put(key: string, body: Readable): Promise<number>
  get(key: string, range?: ByteRange): Promise<StoredObject>
  /** Deletes the files that there are of `keys`. */
  delete(keys: readonly string[]): Promise<void>
  /** All files whose key begins with `prefix`, in any order. */
  list(prefix: string): AsyncIterable<ListedObject>
  /** Removes what cut off calls of `put` have left before that time, for stores where they leave something. */
  removeBroken?(before: Date): Promise<void>
  /** An address that gives the file to whoever has it. Relative to the router's for stores that it serves. */
  signedUrl(key: string, options: SignedUrlOptions): Promise<string>
}
