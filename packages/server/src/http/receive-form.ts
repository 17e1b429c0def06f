import { Readable } from 'node:stream'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import type { z } from 'zod'
import { ServiceError } from '../service-error.ts'
import { checkPart } from './check-request.ts'
import type { ReceiveForm } from './route.ts'

const maxFields = 20
const maxFieldBytes = 20_000

export interface FormRequest {
  readonly body: Readable
  readonly contentType: string | undefined
  readonly maxFileBytes: number
  readonly signal: AbortSignal
}

/**
 * Receives a form (multipart/form-data) with one file in the field `file`. The file is streamed: at no time is more than a part of
 * it in memory. Fields may come before the file or after it.
 */
export function formReceiver(request: FormRequest, schema: z.ZodType): ReceiveForm<unknown> {
  return async (store) => {
    const { contentType, maxFileBytes, signal } = request
    if (contentType === undefined || !/^multipart\/form-data\s*;/i.test(contentType))
      throw new ServiceError(
        'UNSUPPORTED_MEDIA_TYPE',
        'Send the file as multipart/form-data, in the field "file".',
      )
    const stopper = new AbortController()
    const refuse = (error: unknown) => stopper.abort(error)
    const fields: { [name: string]: string } = {}
    const storing: ReturnType<typeof store>[] = []
    const sources: Readable[] = []
    const parser = openParser(contentType, maxFileBytes)

    parser.on('field', (name, value, isNameCut, isValueCut) => {
      if (isNameCut || isValueCut) refuse(malformed(`The field "${name.slice(0, 50)}" is too long.`))
      else fields[name] = value
    })
    for (const event of ['partsLimit', 'fieldsLimit', 'filesLimit'] as const)
      parser.on(event, () => refuse(malformed('The form has too many parts.')))
    parser.on('file', (name, stream, fileName) => {
      if (name !== 'file') {
        stream.resume()
        return refuse(malformed('The file must be in the field "file".'))
      }
      stream.on('limit', () => refuse(tooLarge(maxFileBytes)))
      // Errors come out of the reading below.
      stream.on('error', () => undefined)
      const body = Readable.from(whileAllowed(stream, stopper.signal))
      const file = store({ fileName: fileName ?? '', body })
      sources.push(stream)
      file.catch(refuse)
      storing.push(file)
    })

    try {
      await drain(request.body, parser, AbortSignal.any([stopper.signal, signal]))
    } catch (error) {
      // Whoever reads the file is told, and has cleared up before the answer.
      for (const source of sources) source.destroy(error instanceof Error ? error : new Error(String(error)))
      await Promise.allSettled(storing)
      throw error
    }
    const [file] = storing
    if (file === undefined) throw malformed('The form has no file in the field "file".')
    return { stored: await file, fields: checkPart(schema, fields) }
  }
}

/** The parts of a file, up to a refusal: then its reader fails too. */
async function* whileAllowed(stream: AsyncIterable<Buffer>, stopped: AbortSignal): AsyncGenerator<Buffer> {
  for await (const part of stream) {
    stopped.throwIfAborted()
    yield part
  }
  stopped.throwIfAborted()
}

function openParser(contentType: string, maxFileBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fileSize: maxFileBytes,
        files: 1,
        fields: maxFields,
        fieldSize: maxFieldBytes,
        parts: maxFields + 1,
        headerPairs: 50,
      },
    })
  } catch (cause) {
    throw malformed('The form is not readable: its boundary is missing.', cause)
  }
}

/** Resolves at the end of the form; rejects with the signal's reason, or when it breaks off. */
function drain(request: Readable, parser: BusboyInstance, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      request.unpipe(parser)
      parser.destroy()
      reject(error instanceof ServiceError ? error : malformed('The form broke off before its end.', error))
    }
    parser.on('finish', () => resolve())
    parser.on('error', fail)
    request.on('error', fail)
    request.on('close', () => {
      if (!request.readableEnded) fail(null)
    })
    if (signal.aborted) fail(signal.reason)
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    request.pipe(parser)
  })
}

function tooLarge(maxFileBytes: number): ServiceError {
  return new ServiceError('PAYLOAD_TOO_LARGE', `The file is larger than ${maxFileBytes / 2 ** 20} MB.`)
}

function malformed(message: string, cause?: unknown): ServiceError {
  return new ServiceError('MALFORMED_REQUEST', message, { cause })
}
