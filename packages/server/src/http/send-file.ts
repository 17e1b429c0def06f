import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import type { FileResult } from './route.ts'

/** Sends bytes as they come; a slow reader slows their source down. */
export async function sendFile(response: Response, file: FileResult, isHead: boolean): Promise<void> {
  const { body, mediaType, fileName, sizeBytes, range } = file
  if (fileName !== undefined) response.attachment(fileName)
  response.set({ 'Content-Type': mediaType, 'Cache-Control': 'private, no-store', 'X-Accel-Buffering': 'no' })
  if (sizeBytes !== undefined) {
    response.set('Accept-Ranges', 'bytes')
    const length = range === undefined ? sizeBytes : range.end - range.start + 1
    response.set('Content-Length', String(length))
    if (range !== undefined) {
      response.status(206)
      response.set('Content-Range', `bytes ${range.start}-${range.end}/${sizeBytes}`)
    }
  }
  if (isHead) {
    body.destroy()
    response.end()
    return
  }
  await pipeline(body, response).catch((error: unknown) => {
    // The reader has gone away: nobody is left to tell.
    const isGone = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
    if (!isGone) throw error
  })
}
