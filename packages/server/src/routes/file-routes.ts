import { fileContracts } from '../contracts/files.ts'
import { readRange } from '../http/byte-range.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import type { UrlSigner } from '../object-store/url-signer.ts'
import { ServiceError } from '../service-error.ts'

export function fileRoutes(store: ObjectStore, signer: UrlSigner): readonly Route[] {
  return [
    defineRoute(fileContracts.getFile, async ({ params, query, header }) => {
      const { expires, name, signature } = query
      const file = signer.verify(params.key, { expires, name, signature })
      if (file === null)
        throw new ServiceError('FORBIDDEN', 'The address is not or no longer valid: ask for a new one.')
      const whole = await store.get(file.key)
      const range = readRange(header('range'), whole.sizeBytes)
      if (range !== null) whole.body.destroy()
      const { body, sizeBytes } = range === null ? whole : await store.get(file.key, range)
      return {
        body,
        sizeBytes,
        mediaType: mediaTypeOf(file.fileName),
        ...(file.fileName !== null && { fileName: file.fileName }),
        ...(range && { range }),
      }
    }),
  ]
}

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv; charset=utf-8'],
  ['json', 'application/json'],
  ['zip', 'application/zip'],
])

/** Of the signed name. Nothing that a browser would run. */
function mediaTypeOf(fileName: string | null): string {
  return mediaTypes.get(fileName?.split('.').at(-1) ?? '') ?? 'application/octet-stream'
}
