/**
 * Typed calls of the platform from browsers and Node, with uploads, waiting, events and streams.
 * @module @tabricate/client
 */

export {
  ApiError,
  type ApiErrorCode,
  type ApiErrorParts,
  type ApiIssue,
  isApiError,
  type WireErrorCode,
} from './api-error.ts'
export { type Client, type ClientOptions, createClient } from './create-client.ts'
export {
  type DownloadAddress,
  type DownloadOptions,
  downloadGeneration,
  downloadUrl,
  type ReportPageOptions,
  reportPage,
} from './download.ts'
export type {
  Data,
  Dataset,
  DatasetDetail,
  Generation,
  GenerationConfig,
  Input,
  InputArguments,
  Method,
  Notification,
  Optimization,
  Path,
  PathOf,
  Report,
  RequestOptions,
  Trial,
  User,
} from './endpoint.ts'
export {
  followGeneration,
  followNotifications,
  followOptimization,
  type GenerationEvent,
  type NotificationEvent,
  type Progress,
  type TrialEvent,
} from './follow.ts'
export { type ListItem, type ListPath, type ListQuery, listAll } from './list-all.ts'
export type { components, Json, operations, paths } from './openapi.gen.ts'
export { type Row, type StreamOptions, streamRows, streamText, type Where } from './stream-rows.ts'
export { memoryTokens, storedTokens, type TokenStore, type Tokens } from './tokens.ts'
export type { RawRequest, Transport, TransportOptions } from './transport.ts'
export { type UploadOptions, type UploadProgress, uploadDataset } from './upload-dataset.ts'
export {
  type GenerationUpdate,
  type WaitOptions,
  waitForDataset,
  waitForGeneration,
  waitForOptimization,
} from './wait-for.ts'
