import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

/** The part of JSON Schema that the contracts use. */
const nodeSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  format: z.string().optional(),
})

export interface ArbitraryOptions {
  /** The schema that a reference names. */
  readonly resolve: (reference: string) => unknown
  /** Values by the name of their property that are worth a try more often than chance would have it. */
  readonly known: { readonly [property: string]: readonly unknown[] }
}

/** Values that a JSON Schema allows, as far as its shape goes. */
export function schemaArbitrary(
  schema: unknown,
  options: ArbitraryOptions,
  name = '',
  depth = 0,
): Arbitrary<unknown> {
  const known = options.known[name]
  const plain = plainArbitrary(schema, options, name, depth)
  return known === undefined || known.length === 0
    ? plain
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: plain })
}

function plainArbitrary(
  schema: unknown,
  options: ArbitraryOptions,
  name: string,
  depth: number,
): Arbitrary<unknown> {
  const node = nodeSchema.parse(typeof schema === 'object' ? schema : {})
  const inner = (part: unknown, key = name) => schemaArbitrary(part, options, key, depth + 1)
  const choices = node.anyOf ?? node.oneOf
  if (node.$ref !== undefined) return depth > 6 ? fc.constant(null) : inner(options.resolve(node.$ref))
  if (node.const !== undefined) return fc.constant(node.const)
  if (node.enum !== undefined) return fc.constantFrom(...node.enum)
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => inner(choice)))
  if (Array.isArray(node.type)) return fc.oneof(...node.type.map((type) => inner({ ...node, type })))
  switch (node.type) {
    case 'object': {
      const properties = Object.entries(node.properties ?? {})
      const listed = fc.record(
        Object.fromEntries(properties.map(([key, property]) => [key, inner(property, key)])),
        { requiredKeys: node.required ?? [] },
      )
      if (node.additionalProperties === false || node.additionalProperties === undefined) return listed
      const others = fc.dictionary(fc.string({ maxLength: 12 }), inner(node.additionalProperties, ''), {
        maxKeys: depth > 2 ? 1 : 4,
      })
      return fc.tuple(others, listed).map(([more, own]) => ({ ...more, ...own }))
    }
    case 'array':
      return fc.array(inner(node.items ?? {}), {
        minLength: node.minItems ?? 0,
        maxLength: Math.min(node.maxItems ?? 4, Math.max(4, node.minItems ?? 0)),
      })
    case 'integer':
      return fc.integer({
        min: Math.max(node.minimum ?? -(2 ** 31), -(2 ** 31)),
        max: Math.min(node.maximum ?? 2 ** 31, 2 ** 31),
      })
    case 'number':
      return fc.double({
        min: node.minimum ?? Number.NEGATIVE_INFINITY,
        max: node.maximum ?? Number.POSITIVE_INFINITY,
        noNaN: true,
        noDefaultInfinity: true,
      })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textArbitrary(node.format, node.minLength ?? 0, Math.min(node.maxLength ?? 40, 300))
    default:
      return fc.jsonValue({ maxDepth: 2 }).map((value): unknown => value)
  }
}

function textArbitrary(format: string | undefined, minLength: number, maxLength: number): Arbitrary<string> {
  switch (format) {
    case 'email':
      return fc.emailAddress()
    case 'uri':
      return fc.webUrl()
    case 'date-time':
      return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
    default:
      return fc.oneof(
        fc.string({ minLength, maxLength }),
        fc.string({ minLength, maxLength, unit: 'binary' }),
      )
  }
}

/** Values of the kind that callers send by mistake or malice: of another type, too large, of odd characters, too deep. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    '',
    ' ',
    '\u0000',
    '\ud800',
    "'; drop table users; --",
    '../../etc/passwd',
    '__proto__',
    0,
    -0,
    -1,
    1e308,
    2 ** 53,
    2 ** 31,
    1.5,
    true,
    [],
    {},
    [[]],
    'x'.repeat(5000),
    Array.from({ length: 200 }, (_, index) => index),
  ),
  fc.jsonValue({ maxDepth: 3 }).map((value): unknown => value),
  fc.string({ unit: 'binary' }),
  fc.integer({ min: 1, max: 3000 }).map(nested),
)

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** A value with something of it replaced, left out or added. */
export function broken(value: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(value, hostileValue, fc.nat(), fc.integer({ min: 0, max: 3 }))
    .map(([whole, odd, at, how]) => {
      if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return odd
      const members = Object.entries(whole)
      const index = members.length === 0 ? 0 : at % members.length
      if (how === 0) return odd
      if (how === 1) return Object.fromEntries(members.filter((_, each) => each !== index))
      if (how === 2) return { ...whole, [`unknown_${at % 5}`]: odd }
      return Object.fromEntries(members.map(([key, member], each) => [key, each === index ? odd : member]))
    })
}
