import type { z } from 'zod'
import type { WireErrorCode } from './error-codes.ts'

/** Who may call an operation. */
export type Access = 'anyone' | 'user' | 'administrator'

/** What a request carries besides its path. `form` is multipart/form-data with the one file field `file`. */
export type RequestBody =
  | { readonly kind: 'json'; readonly schema: z.ZodType }
  | { readonly kind: 'form'; readonly schema: z.ZodObject }

/** What an operation answers when it succeeds. */
export type Answer =
  /** Goes into the envelope; on request, the same as one of the other media types. */
  | {
      readonly kind: 'data'
      readonly status: 200 | 201 | 202
      readonly schema: z.ZodType
      readonly otherMediaTypes?: readonly string[]
    }
  | {
      readonly kind: 'file'
      readonly mediaTypes: readonly string[]
      /** Whether a part can be asked for. */
      readonly hasRanges?: true
      /** On request the file's address in the envelope, or a redirect to it. */
      readonly schema?: z.ZodType
    }
  /** Server-sent events. */
  | { readonly kind: 'events' }

/** One operation of the platform, as data: types, checks and documents come from it. */
export interface Contract {
  /** `operationId`, unique. */
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'delete'
  /** Parameters in braces: `/upload/datasets/{id}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: RequestBody
  readonly answer: Answer
  /** Besides those that every operation of its access can answer. */
  readonly errors?: readonly WireErrorCode[]
  /** Throttled by address and account. */
  readonly isSensitive?: boolean
}

/** Keeps the exact type of a contract. */
export function defineContract<const C extends Contract>(contract: C): C {
  return contract
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** What a handler of the contract is given. */
export interface ContractInput<C extends Contract> {
  readonly params: Parsed<C['params']>
  readonly query: Parsed<C['query']>
  readonly body: C['body'] extends { readonly schema: infer Schema } ? Parsed<Schema> : undefined
}

/** What a handler of the contract puts into the envelope. */
export type ContractData<C extends Contract> = C['answer'] extends { readonly schema: infer Schema }
  ? Schema extends z.ZodType
    ? z.input<Schema>
    : never
  : never
