import { readFile } from 'node:fs/promises'
import {
  type ConstraintRule,
  constraintListSchema,
  type Issue,
  isTabricateError,
  parseConstraint,
  type SampleStats,
  TabricateError,
  throwIssues,
} from '@tabricate/core'

/** The two ways to give constraints on the command line: both count. */
export interface ConstraintArguments {
  /** One each, as `lessThan(start, end)`. */
  readonly constraint: readonly string[]
  /** A file with a JSON array of them. */
  readonly constraints?: string | undefined
}

/**
 * The constraints of `--constraint` and of the file of `--constraints`.
 * @throws TabricateError `CONSTRAINT_INVALID` with every issue at once, `FILE_NOT_FOUND`
 */
export async function readConstraintOptions({
  constraint,
  constraints,
}: ConstraintArguments): Promise<readonly ConstraintRule[]> {
  const issues: Issue[] = []
  const written = constraint.flatMap((text): ConstraintRule[] => {
    try {
      return [parseConstraint(text)]
    } catch (error) {
      if (!isTabricateError(error)) throw error
      issues.push({ path: ['--constraint'], message: error.message })
      return []
    }
  })
  const filed = constraints === undefined ? [] : await readConstraintFile(constraints, issues)
  throwIssues('CONSTRAINT_INVALID', 'The constraints cannot be read', issues)
  return [...filed, ...written]
}

async function readConstraintFile(path: string, issues: Issue[]): Promise<readonly ConstraintRule[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TabricateError('FILE_NOT_FOUND', `The file of constraints "${path}" cannot be read.`, { cause })
  })
  const parsed = constraintListSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  for (const { path: place, message } of parsed.error.issues) {
    const at = place.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
    issues.push({
      path: ['--constraints'],
      message: `${path}${at}: ${message}; write an array such as [{ "kind": "lessThan", "low": "start", "high": "end" }]`,
    })
  }
  return []
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What was drawn again for constraints, for people; `undefined` when nothing was. */
export function describeRedrawn({ drawnRows, rejectedRows }: SampleStats): string | undefined {
  const reasons = Object.entries(rejectedRows).filter(([name, rows]) => name !== 'where' && rows > 0)
  if (reasons.length === 0) return undefined
  const each = reasons.map(([name, rows]) => `${name} ${share(rows, drawnRows)}`)
  return `Rows drawn again for constraints: ${each.join(', ')} of ${drawnRows.toLocaleString('en')} drawn.`
}

function share(rows: number, all: number): string {
  return `${((100 * rows) / all).toFixed(1)} %`
}
