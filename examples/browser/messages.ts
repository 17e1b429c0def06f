/** What the page asks of the worker: learn the table in the file `bytes`. */
export interface ToWorker {
  readonly bytes: ArrayBuffer
  readonly model: string
  readonly epochs: number
}

export type FromWorker =
  | {
      readonly kind: 'progress'
      readonly epoch: number
      readonly epochs: number
      readonly millisecondsAStep: number
    }
  | { readonly kind: 'done'; readonly csv: string; readonly rowCount: number; readonly quality: string }
  | { readonly kind: 'failed'; readonly message: string }
