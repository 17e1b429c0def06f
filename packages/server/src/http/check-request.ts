import type { Issue } from '@tabricate/core'
import type { z } from 'zod'
import type { Contract } from '../contracts/contract.ts'
import { throwValidation } from '../service-error.ts'

/** The parts of a request as they came. */
export interface RequestParts {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/**
 * The parts of a request, read by their contract.
 * @throws ServiceError `VALIDATION_ERROR` with the issues of all parts at once
 */
export function checkRequest(contract: Contract, parts: RequestParts): RequestParts {
  const issues: Issue[] = []
  const checked = {
    params: readPart(contract.params, parts.params, issues),
    query: readPart(contract.query, parts.query, issues),
    body: contract.body?.kind === 'json' ? readPart(contract.body.schema, parts.body, issues) : undefined,
  }
  throwValidation(issues)
  return checked
}

/** @throws ServiceError `VALIDATION_ERROR` */
export function checkPart(schema: z.ZodType, value: unknown): unknown {
  const issues: Issue[] = []
  const checked = readPart(schema, value, issues)
  throwValidation(issues)
  return checked
}

function readPart(schema: z.ZodType | undefined, value: unknown, issues: Issue[]): unknown {
  if (schema === undefined) return undefined
  const result = schema.safeParse(value)
  if (result.success) return result.data
  issues.push(...zodIssues(result.error))
  return undefined
}

export function zodIssues(error: z.ZodError): Issue[] {
  return error.issues.map(({ path, message }) => ({
    path: path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
    message,
  }))
}
