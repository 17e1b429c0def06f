/** Every reason a Tabricate call can fail for. Closed: switch over it exhaustively. */
export const errorCodes = [
  'INVALID_OPTIONS',
  'INVALID_SCHEMA',
  'INVALID_TABLE',
  'PARSE_FAILED',
  'UNSUPPORTED_FORMAT',
  'FILE_NOT_FOUND',
  'FILE_EXISTS',
  'CONDITION_INVALID',
  'CONDITION_UNREACHABLE',
  'CONSTRAINT_INVALID',
  'CONSTRAINT_VIOLATED',
  'CONSTRAINT_REQUIRED',
  'MODEL_UNKNOWN',
  'MODEL_STATE_INVALID',
  'MODEL_FILE_CORRUPT',
  'MODEL_FILE_NEWER',
  'RUNTIME_UNAVAILABLE',
  'TRAINING_DIVERGED',
  'MEMORY_LIMIT',
  'ABORTED',
  'DEFECT',
] as const

/** See {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number]

/** One thing that is wrong: where (`path`, from the outside in) and what (`message`). */
export interface Issue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const brand = Symbol.for('tabricate.error')

/**
 * The only error class that Tabricate throws.
 *
 * `message` says what was wrong, what was given and what to do; `issues` lists every single finding.
 * Recognise it with {@link isTabricateError}, which also works when two copies of the package are loaded.
 */
export class TabricateError extends Error {
  readonly code: ErrorCode
  readonly issues: readonly Issue[]
  readonly [brand] = true

  constructor(
    code: ErrorCode,
    message: string,
    options: { issues?: readonly Issue[]; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'TabricateError'
    this.code = code
    this.issues = options.issues ?? []
  }
}

/** True for a {@link TabricateError} of any copy of this package; with `code`, only for that code. */
export function isTabricateError(error: unknown, code?: ErrorCode): error is TabricateError {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false
  return code === undefined || ('code' in error && error.code === code)
}

/** Throws one error that carries all `issues`; does nothing when there are none. */
export function throwIssues(code: ErrorCode, subject: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw issuesError(code, subject, issues)
}

/** One error that carries all `issues`; its message shows the first ten. */
export function issuesError(code: ErrorCode, subject: string, issues: readonly Issue[]): TabricateError {
  const shown = issues.slice(0, 10).map((issue) => `  ${formatIssue(issue)}`)
  const rest = issues.length > shown.length ? [`  … and ${issues.length - shown.length} more`] : []
  return new TabricateError(code, [`${subject}:`, ...shown, ...rest].join('\n'), { issues })
}

/** `columns[3].name: message`, or the message alone when it concerns the whole. */
export function formatIssue({ path, message }: Issue): string {
  let where = ''
  for (const part of path) where += typeof part === 'number' ? `[${part}]` : where === '' ? part : `.${part}`
  return where === '' ? message : `${where}: ${message}`
}

/** Throws `ABORTED` once the signal is aborted. Call it between units of work. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new TabricateError('ABORTED', 'The work was cancelled by its signal.', { cause: signal.reason })
}
