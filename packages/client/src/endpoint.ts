import type { paths } from './openapi.gen.ts'

/** Every path of the platform, as in its OpenAPI document: `/upload/datasets/{id}`. */
export type Path = keyof paths

export type Method = 'get' | 'post' | 'put' | 'delete'

/** The paths that take a method. */
export type PathOf<M extends Method> = {
  [P in Path]: paths[P] extends { readonly [Key in M]: object } ? P : never
}[Path]

type Operation<P extends Path, M extends Method> = paths[P][M]

type PathValues<Op> = Op extends { readonly parameters: { readonly path: infer Values } }
  ? { readonly path: Values }
  : { readonly path?: never }

type QueryValues<Op> = Op extends { readonly parameters: { readonly query: infer Values } }
  ? { readonly query: Values }
  : Op extends { readonly parameters: { readonly query?: infer Values } }
    ? { readonly query?: Values }
    : { readonly query?: never }

type BodyValue<Op> = Op extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Body } }
}
  ? { readonly body: Body }
  : { readonly body?: never }

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined
}

/** What an operation is called with: values of its path, its query, its body. */
export type Input<P extends Path, M extends Method> = PathValues<Operation<P, M>> &
  QueryValues<Operation<P, M>> &
  BodyValue<Operation<P, M>> &
  RequestOptions

/** Left out where nothing of it is needed. */
export type InputArguments<P extends Path, M extends Method> =
  Record<never, never> extends Input<P, M> ? [input?: Input<P, M>] : [input: Input<P, M>]

type JsonAnswer<Op> = Op extends { readonly responses: infer Responses }
  ? Responses[keyof Responses & (200 | 201 | 202)] extends {
      readonly content: { readonly 'application/json': infer Answer }
    }
    ? Answer
    : never
  : never

/** What an operation answers, out of its envelope. */
export type Data<P extends Path, M extends Method> =
  JsonAnswer<Operation<P, M>> extends { readonly success: true; readonly data: infer Value } ? Value : unknown

export type User = Data<'/auth/me', 'get'>
export type Dataset = Data<'/upload/datasets', 'get'>['items'][number]
export type DatasetDetail = Data<'/upload/datasets/{id}', 'get'>
export type Generation = Data<'/generation/status/{id}', 'get'>
export type GenerationConfig = Data<'/generation-v2/config', 'get'>
export type Optimization = Data<'/optimization/trials/{id}', 'get'>['optimization']
export type Trial = Data<'/optimization/trials/{id}', 'get'>['trials'][number]
export type Notification = Data<'/notifications', 'get'>['items'][number]
export type Report = Data<'/generation/report/{id}', 'get'>
