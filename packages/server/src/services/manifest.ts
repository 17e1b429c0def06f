import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { DatasetRow } from '../database/repositories/dataset-repository.ts'
import type { GenerationWithJob } from '../database/repositories/generation-repository.ts'
import { presentConstraints } from './present-constraints.ts'

/** Signs manifests with Ed25519. All processes of a deployment have one key: it is made of the deployment's secret. */
export interface ManifestSigner {
  readonly publicKeyPem: string
  /** @returns the signature in Base64 */
  sign(text: string): string
}

/** RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export function createManifestSigner(secret: string): ManifestSigner {
  const seed = createHmac('sha256', secret).update('tabricate manifests').digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })
  return {
    publicKeyPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  }
}

export interface ManifestParts {
  readonly order: GenerationWithJob
  readonly dataset: DatasetRow
  /** Versions of what made it, by name. */
  readonly software: { readonly [name: string]: string }
  readonly createdAt: Date
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly sizeBytes: number }[]
}

/** A manifest's exact text, and the signature of its bytes. */
export interface SignedManifest {
  readonly manifest: string
  readonly signature: string
}

/** Says where files come from: model, seed and versions, and the SHA-256 of each and of the source. */
export function signManifest(parts: ManifestParts, signer: ManifestSigner): SignedManifest {
  const { order, dataset, files } = parts
  const manifest = `${JSON.stringify(
    {
      version: 1,
      created_at: parts.createdAt.toISOString(),
      generation_id: order.id,
      model_type: order.model_type,
      seed: order.seed,
      rows: order.sample_size,
      holdout: order.holdout,
      conditions: order.conditions,
      constraints: presentConstraints(order.constraints),
      software: parts.software,
      source: { file_name: dataset.file_name, sha256: dataset.sha256, size_bytes: dataset.size_bytes },
      files: files.map(({ name, sha256, sizeBytes }) => ({ name, sha256, size_bytes: sizeBytes })),
      signature: { algorithm: 'Ed25519', file: 'manifest.sig', public_key: signer.publicKeyPem },
    },
    null,
    2,
  )}\n`
  return { manifest, signature: signer.sign(manifest) }
}
