import type { KeyObject } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Issue, TabricateError } from '@tabricate/core'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { readArguments } from '../read-arguments.ts'
import { printable } from '../text-table.ts'
import { checkManifest, compareFiles, keyOf, type Manifest } from '../verify/manifest.ts'
import { hash, readArchive } from '../verify/read-archive.ts'

const argumentsSchema = z.object({
  manifest: z.string().optional(),
  key: z.string().optional(),
  source: z.string().optional(),
  json: z.boolean(),
})

/** As `GET /generation/manifest/{id}` tells it. */
const detachedSchema = z.object({ manifest: z.string(), signature: z.string() })

/** `tabricate verify`: whether a result is what the platform made, by its manifest. Needs no network. */
export async function verify(result: string, given: object, io: Io): Promise<ExitCode> {
  const { manifest: manifestPath, key: keyPath, source, json } = readArguments(argumentsSchema, given)
  const trustedKey = keyPath === undefined ? null : await readKey(keyPath)
  const read =
    manifestPath === undefined ? await readArchive(result) : await readDetached(result, manifestPath)
  const {
    manifest,
    fingerprint,
    issues: signatureIssues,
  } = checkManifest(read.manifest, read.signature, trustedKey)
  const issues = [...signatureIssues]
  if (manifest !== null) {
    // A single file may have been given another name.
    const named = manifest.files[0]?.name
    const files =
      manifestPath === undefined || named === undefined
        ? read.files
        : read.files.map((file) => ({ ...file, name: named }))
    issues.push(...compareFiles(manifest, files))
    if (source !== undefined) issues.push(...(await compareSource(manifest, source)))
  }
  const isValid = issues.length === 0
  if (json)
    await writeLine(
      io.stdout,
      JSON.stringify({ valid: isValid, key: fingerprint, issues, manifest }, null, 2),
    )
  else await writeLine(io.stdout, describe(result, manifest, fingerprint, issues, trustedKey !== null))
  return isValid ? exitCodes.done : exitCodes.data
}

/** @throws TabricateError `PARSE_FAILED` */
async function readDetached(result: string, manifestPath: string) {
  const text = await readFile(manifestPath, 'utf8')
  const parsed = detachedSchema.safeParse(jsonOf(text))
  if (!parsed.success)
    throw new TabricateError(
      'PARSE_FAILED',
      `${manifestPath} is not what \`GET /generation/manifest/{id}\` answers.`,
    )
  return {
    manifest: Buffer.from(parsed.data.manifest),
    signature: Buffer.from(parsed.data.signature, 'base64'),
    files: [{ name: basename(result), ...(await hash(createReadStream(result))) }],
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @throws TabricateError `INVALID_OPTIONS` */
async function readKey(path: string): Promise<KeyObject> {
  const key = keyOf(await readFile(path, 'utf8'))
  if (key === null)
    throw new TabricateError('INVALID_OPTIONS', `--key: ${path} is not a public key of Ed25519 in PEM.`)
  return key
}

async function compareSource({ source }: Manifest, path: string): Promise<readonly Issue[]> {
  const { sha256 } = await hash(createReadStream(path))
  return sha256 === source.sha256
    ? []
    : [{ path: [path], message: `is not the table that was learned (${source.file_name})` }]
}

function describe(
  result: string,
  manifest: Manifest | null,
  fingerprint: string | null,
  issues: readonly Issue[],
  isKeyGiven: boolean,
): string {
  if (issues.length > 0 || manifest === null)
    return [
      `${result} is not as it was made:`,
      ...issues.map(({ path, message }) => `  ${printable(path.join('.'))} ${printable(message)}`),
    ].join('\n')
  const { rows, model_type: model, seed, created_at: at, source } = manifest
  return [
    `${result} is as it was made: ${rows} rows of ${printable(model)}, seed ${seed}, ${printable(at)}.`,
    `Learned from ${printable(source.file_name)} (SHA-256 ${printable(source.sha256)}).`,
    isKeyGiven
      ? `Signed with the key that was given, ${fingerprint}.`
      : `Signed with ${fingerprint}. Whose key that is was not checked: --key compares it with manifest_public_key of your platform.`,
  ].join('\n')
}
