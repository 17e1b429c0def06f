import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { formatReportHtml, reportSchema } from '@tabricate/core/report'
import { ZipFile } from 'yazl'
import type { DatasetDetails } from '../database/repositories/dataset-repository.ts'
import { fileSha256 } from './file-sha256.ts'
import { type ManifestParts, type ManifestSigner, type SignedManifest, signManifest } from './manifest.ts'

export interface ArchiveParts extends Omit<ManifestParts, 'files'> {
  readonly details: DatasetDetails
  readonly outputFile: string
  readonly reportFile: string
}

/** A ZIP file of the synthetic table, its schema, the model's options and the report, with their manifest and its signature. */
export async function writeArchive(
  path: string,
  parts: ArchiveParts,
  signer: ManifestSigner,
): Promise<SignedManifest> {
  const { order, details, outputFile, reportFile } = parts
  const report = await readFile(reportFile, 'utf8')
  const dataName = `synthetic.${order.output_format}`
  const texts = new Map<string, string>([
    ['schema.json', pretty(details.schema)],
    ['options.json', pretty({ model_type: order.model_type, options: order.options })],
    ['report.json', report],
    [
      'report.html',
      formatReportHtml(reportSchema.parse(JSON.parse(report)), { language: order.report_language }),
    ],
  ])
  const files = [
    { name: dataName, ...(await fileSha256(outputFile)) },
    ...Array.from(texts, ([name, text]) => ({ name, ...textSha256(text) })),
  ]
  const signed = signManifest({ ...parts, files }, signer)
  const zip = new ZipFile()
  zip.addFile(outputFile, dataName)
  for (const [name, text] of texts) zip.addBuffer(Buffer.from(text), name)
  zip.addBuffer(Buffer.from(signed.manifest), 'manifest.json')
  zip.addBuffer(Buffer.from(signed.signature), 'manifest.sig')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return signed
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function textSha256(text: string): { readonly sha256: string; readonly sizeBytes: number } {
  const bytes = Buffer.from(text)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length }
}
