import { type Issue, throwIssues } from '@tabricate/core'
import { z } from 'zod'

/**
 * Checks what the parser collected for a command, and turns texts into numbers.
 * @throws TabricateError `INVALID_OPTIONS` with every issue at once, named as on the command line
 */
export function readArguments<Arguments>(schema: z.ZodType<Arguments>, given: object): Arguments {
  const result = schema.safeParse(given)
  if (!result.success) {
    const issues = result.error.issues.map((issue): Issue => {
      const [name] = issue.path
      return { path: name === undefined ? [] : [`--${String(name)}`], message: issue.message }
    })
    throwIssues('INVALID_OPTIONS', 'The command line cannot be read', issues)
  }
  return schema.parse(given)
}

/** A whole number from `min`, as text. */
export function wholeNumber(min: number) {
  return number(`a whole number from ${min}`, (value) => Number.isSafeInteger(value) && value >= min)
}

/** A number that `accept`s, as text; `what` completes "must be …". */
export function number(what: string, accept: (value: number) => boolean) {
  return z.string().transform((text, context) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (Number.isFinite(value) && accept(value)) return value
    context.addIssue({ code: 'custom', message: `must be ${what}, not "${text}"` })
    return z.NEVER
  })
}
