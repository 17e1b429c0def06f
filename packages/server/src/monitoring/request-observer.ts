/** A request that is being answered. What is not known yet is null. */
export interface OpenRequest {
  readonly method: string
  /** The operation, as `GET /upload/datasets/{id}`; null for what is none. */
  readonly route: string | null
  readonly userId: number | null
}

/** A request whose answer has ended. */
export interface ClosedRequest extends OpenRequest {
  readonly status: number
  readonly seconds: number
  /** Of the body. */
  readonly bytesReceived: number
  /** Of the whole answer. */
  readonly bytesSent: number
}

/** Is told of every request of a router. What it does must be quick, and never throw. */
export interface RequestObserver {
  /** The same object changes while more becomes known. */
  opened(request: OpenRequest): void
  closed(request: OpenRequest, ended: ClosedRequest): void
}
