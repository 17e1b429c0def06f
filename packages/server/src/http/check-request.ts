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
  if (contract.params !== undefined) complainOfTexts(parts.params, 'params', issues)
  if (contract.query !== undefined) complainOfTexts(parts.query, 'query', issues)
  if (contract.body?.kind === 'json') complainOfTexts(parts.body, 'body', issues)
  throwValidation(issues)
  const checked = {
    params: readPart(contract.params, parts.params, issues),
    query: readPart(contract.query, parts.query, issues),
    body: contract.body?.kind === 'json' ? readPart(contract.body.schema, parts.body, issues) : undefined,
  }
  throwValidation(issues)
  return checked
}

/** Values nested deeper than this are nobody's table. */
const maxDepth = 64

/** Text that no database takes: the character NUL, and halves of surrogate pairs. */
const unstorable = /\0|\p{Surrogate}/u

/** What cannot be stored is told here, once for all contracts. Without recursion: the depth is a stranger's. */
function complainOfTexts(root: unknown, place: string, issues: Issue[]): void {
  const open: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [
    { value: root, path: place === 'body' ? [] : [place] },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next
    if (path.length > maxDepth) {
      issues.push({ path: path.slice(0, 3), message: `is nested more than ${maxDepth} levels deep` })
      return
    }
    if (typeof value === 'string') {
      if (unstorable.test(value))
        issues.push({
          path,
          message: 'holds a character that cannot be stored: NUL or half a surrogate pair',
        })
    } else if (Array.isArray(value)) {
      for (const [index, inner] of value.entries()) open.push({ value: inner, path: [...path, index] })
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (unstorable.test(name))
          issues.push({ path, message: 'has a name with a character that cannot be stored' })
        else open.push({ value: inner, path: [...path, name] })
      }
    }
  }
}

/** @throws ServiceError `VALIDATION_ERROR` */
export function checkPart(schema: z.ZodType, value: unknown): unknown {
  const issues: Issue[] = []
  complainOfTexts(value, 'body', issues)
  throwValidation(issues)
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
