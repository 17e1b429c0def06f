/** What the page asks of the worker: learn the table in the file `bytes`. */
export interface ToWorker {
  readonly bytes: ArrayBuffer
  readonly model: string
  /** Options of the model. */
  readonly options: { readonly [name: string]: unknown }
  /** `webgpu` by TensorFlow.js; `wasm`, in any browser, by ONNX Runtime. */
  readonly engine: string
}

export type FromWorker =
  /** Everything is loaded: from here on no network is needed. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly epoch: number; readonly epochs: number; readonly elapsedMs: number }
  | { readonly kind: 'done'; readonly csv: string; readonly rowCount: number; readonly quality: string }
  | { readonly kind: 'failed'; readonly message: string }
