import { createHash, createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto'
import type { Issue } from '@tabricate/core'
import { z } from 'zod'

/** Of a manifest, what is checked. Later versions may say more. */
const manifestSchema = z.looseObject({
  version: z.literal(1),
  created_at: z.string(),
  model_type: z.string(),
  seed: z.number(),
  rows: z.number(),
  source: z.looseObject({ file_name: z.string(), sha256: z.string(), size_bytes: z.number() }),
  files: z.array(z.looseObject({ name: z.string(), sha256: z.string(), size_bytes: z.number() })),
  signature: z.looseObject({ algorithm: z.literal('Ed25519'), public_key: z.string() }),
})

export type Manifest = z.output<typeof manifestSchema>

/** A file as it was found. */
export interface FoundFile {
  readonly name: string
  readonly sha256: string
  readonly sizeBytes: number
}

export interface CheckedManifest {
  readonly manifest: Manifest | null
  /** Of the key that signed it: SHA-256 of its DER form, in Base64, as OpenSSL and SSH write fingerprints. */
  readonly fingerprint: string | null
  readonly issues: readonly Issue[]
}

/**
 * Checks a manifest's signature over its exact bytes.
 * @param trustedKey what the manifest must be signed with; null: the key that it names itself, which shows that nothing was changed
 * since, and not who signed it
 */
export function checkManifest(
  text: Buffer,
  signature: Buffer,
  trustedKey: KeyObject | null,
): CheckedManifest {
  const manifest = readManifest(text)
  if (manifest === null)
    return {
      manifest,
      fingerprint: null,
      issues: [{ path: ['manifest.json'], message: 'is not a manifest of version 1' }],
    }
  const named = keyOf(manifest.signature.public_key)
  if (named === null)
    return { manifest, fingerprint: null, issues: [{ path: ['manifest.json'], message: 'names no key' }] }
  const issues: Issue[] = []
  const fingerprint = fingerprintOf(named)
  if (trustedKey !== null && fingerprintOf(trustedKey) !== fingerprint)
    issues.push({ path: ['manifest.sig'], message: 'is of another key than the one given' })
  else if (!verifySignature(null, text, named, signature))
    issues.push({
      path: ['manifest.sig'],
      message: 'is not the signature of manifest.json: one of them was changed',
    })
  return { manifest, fingerprint, issues }
}

/** Whether files are those that a manifest names: all of them, and no others. */
export function compareFiles({ files }: Manifest, found: readonly FoundFile[]): readonly Issue[] {
  const issues: Issue[] = []
  const open = new Map(files.map((file) => [file.name, file]))
  for (const { name, sha256, sizeBytes } of found) {
    const named = open.get(name)
    open.delete(name)
    if (named === undefined)
      issues.push({ path: [name], message: 'is not named by the manifest, or is there twice' })
    else if (named.sha256 !== sha256 || named.size_bytes !== sizeBytes)
      issues.push({ path: [name], message: 'was changed: its SHA-256 is not that of the manifest' })
  }
  for (const name of open.keys()) issues.push({ path: [name], message: 'is missing' })
  return issues
}

/** A public key in PEM, as `manifest_public_key` of `GET /generation-v2/config` tells it; null when it is none of Ed25519. */
export function keyOf(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

function fingerprintOf(key: KeyObject): string {
  const der = key.export({ type: 'spki', format: 'der' })
  return `SHA256:${createHash('sha256').update(der).digest('base64').replace(/=+$/, '')}`
}

function readManifest(text: Buffer): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(text.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}
