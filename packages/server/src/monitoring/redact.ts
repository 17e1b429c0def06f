import type { Json } from '@tabricate/core'

/** Names whose values are nobody's business, wherever they stand. */
const secretNames =
  /pass(word|phrase|wd)?$|secret|token$|authorization|cookie|api_?key|supabase_?key|private_?key|signature|credential|p256dh|^auth$/i

/** Texts that are secrets, or hold some, whatever they are called. */
const secretTexts: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]'],
  // A JSON web token.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[redacted]'],
  // The password of an address.
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/@]+@/gi, '$1:[redacted]@'],
  [/([?&](?:signature|token|access_token|key)=)[^&\s"]+/gi, '$1[redacted]'],
  // A bcrypt hash.
  [/\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/g, '[redacted]'],
]

/** A value for a log, without what must not stand in one. */
export function redact(value: Json): Json {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map((item: Json) => redact(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretNames.test(name) ? '[redacted]' : redact(member),
    ]),
  )
}

export function redactText(text: string): string {
  return secretTexts.reduce((safe, [pattern, replacement]) => safe.replaceAll(pattern, replacement), text)
}
