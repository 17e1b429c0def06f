import type { Readable } from 'node:stream'
import type { Contract, ContractData, ContractInput } from '../contracts/contract.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import type { Caller } from '../services/accounts.ts'

/** Who asks. */
export interface Identity {
  readonly user: UserRow
  /** Null when the host has signed the person in. */
  readonly sessionId: number | null
}

/** What every handler knows of a request. */
export interface RequestContext {
  readonly requestId: string
  /** Where the router is mounted, without a slash at the end. */
  readonly mountPath: string
  readonly caller: Caller
  /** Aborted when the answer cannot be delivered any more, or takes too long. */
  readonly signal: AbortSignal
  /** Header values by lower-case name. */
  header(name: string): string | undefined
}

/** A file of a form, while it is being received. */
export interface ReceivedFile {
  readonly fileName: string
  readonly body: Readable
}

/** Receives the parts of a form: the file goes to `store`, once; the fields are checked by the contract. */
export type ReceiveForm<Fields> = <Stored>(
  store: (file: ReceivedFile) => Promise<Stored>,
) => Promise<{ readonly fields: Fields; readonly stored: Stored }>

/** What a handler returns. */
export type Result<Data> =
  | { readonly data: Data; readonly message?: string }
  | { readonly redirect: string }
  | FileResult
  | TextResult
  | { readonly events: AsyncIterable<ServerEvent> }

export interface FileResult {
  readonly body: Readable
  readonly mediaType: string
  readonly fileName?: string
  readonly sizeBytes?: number
  /** A part of the file: first and last byte, both included. */
  readonly range?: { readonly start: number; readonly end: number }
}

/** A document that is not data: a page, a text. */
export interface TextResult {
  readonly text: string
  readonly mediaType: string
  /** What a page may load; default: nothing. */
  readonly contentPolicy?: string
}

export interface ServerEvent {
  readonly id: number
  readonly type: string
  readonly data: unknown
}

type SignedIn<C extends Contract> = C['access'] extends 'anyone' ? null : Identity

type Form<C extends Contract> = C['body'] extends { readonly kind: 'form' }
  ? ReceiveForm<ContractInput<C>['body']>
  : undefined

/** A request as a handler of the contract is given it. */
export type Call<C extends Contract> = Omit<ContractInput<C>, 'body'> &
  RequestContext & {
    readonly identity: SignedIn<C>
    /** Of JSON bodies; a form's fields come with its file. */
    readonly body: C['body'] extends { readonly kind: 'json' } ? ContractInput<C>['body'] : undefined
    readonly form: Form<C>
  }

/** What answers a contract's requests. */
export interface Handler<C extends Contract> {
  handle(call: Call<C>): Promise<Result<ContractData<C>>>
}

/** A contract together with what answers it. */
export interface Route {
  readonly contract: Contract
  /** Lets a request in that shows something else than an access token; then there is no identity. */
  readonly admits?: (header: (name: string) => string | undefined) => boolean
  /** A method, so that handlers of one contract fit: the adapter calls them with parts that it has checked against that contract. */
  handle(call: UncheckedCall): Promise<Result<unknown>>
}

export function defineRoute<C extends Contract>(contract: C, handle: Handler<C>['handle']): Route {
  const handler: Handler<C> = { handle }
  return { contract, handle: handler.handle }
}

/** A request of any contract. */
export interface UncheckedCall extends RequestContext {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly identity: Identity | null
  readonly form: ReceiveForm<unknown> | undefined
}
