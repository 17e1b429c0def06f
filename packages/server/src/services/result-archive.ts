import { createHash, createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { formatReportHtml, reportSchema } from '@tabricate/core/report'
import { ZipFile } from 'yazl'
import type { DatasetDetails, DatasetRow } from '../database/repositories/dataset-repository.ts'
import type { GenerationWithJob } from '../database/repositories/generation-repository.ts'
import { fileSha256 } from './file-sha256.ts'

/** Signs manifests with Ed25519. All processes of a deployment have one key: it is made of the deployment's secret. */
export interface ArchiveSigner {
  readonly publicKeyPem: string
  sign(text: string): string
}

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export function createArchiveSigner(secret: string): ArchiveSigner {
  const seed = createHmac('sha256', secret).update('tabricate manifests').digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  return {
    publicKeyPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  }
}

export interface ArchiveParts {
  readonly order: GenerationWithJob
  readonly dataset: DatasetRow
  readonly details: DatasetDetails
  readonly outputFile: string
  readonly reportFile: string
  /** Versions of what made it, by name. */
  readonly software: { readonly [name: string]: string }
  readonly createdAt: Date
}

/**
 * A ZIP file of the synthetic table, its schema, the model's options and the report, with a manifest: seed, versions, SHA-256 of
 * everything and of the source, and the signature of the manifest's bytes.
 */
export async function writeArchive(path: string, parts: ArchiveParts, signer: ArchiveSigner): Promise<void> {
  const { order, dataset, details, outputFile, reportFile } = parts
  const report = await readFile(reportFile, 'utf8')
  const dataName = `synthetic.${order.output_format}`
  const texts = new Map<string, string>([
    ['schema.json', pretty(details.schema)],
    ['options.json', pretty({ model_type: order.model_type, options: order.options })],
    ['report.json', report],
    ['report.html', formatReportHtml(reportSchema.parse(JSON.parse(report)))],
  ])
  const files = [
    { name: dataName, ...(await fileSha256(outputFile)) },
    ...Array.from(texts, ([name, text]) => ({ name, ...textSha256(text) })),
  ]
  const manifest = pretty({
    version: 1,
    created_at: parts.createdAt.toISOString(),
    generation_id: order.id,
    model_type: order.model_type,
    seed: order.seed,
    rows: order.sample_size,
    holdout: order.holdout,
    conditions: order.conditions,
    software: parts.software,
    source: { file_name: dataset.file_name, sha256: dataset.sha256, size_bytes: dataset.size_bytes },
    files: files.map(({ name, sha256, sizeBytes }) => ({ name, sha256, size_bytes: sizeBytes })),
    signature: { algorithm: 'Ed25519', file: 'manifest.sig', public_key: signer.publicKeyPem },
  })
  const zip = new ZipFile()
  zip.addFile(outputFile, dataName)
  for (const [name, text] of texts) zip.addBuffer(Buffer.from(text), name)
  zip.addBuffer(Buffer.from(manifest), 'manifest.json')
  zip.addBuffer(Buffer.from(signer.sign(manifest)), 'manifest.sig')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function textSha256(text: string): { readonly sha256: string; readonly sizeBytes: number } {
  const bytes = Buffer.from(text)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length }
}
