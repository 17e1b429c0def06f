import { z } from 'zod'
import { TabricateError } from '../errors.ts'
import type { Json, ModelState, Tensor } from '../model/state.ts'

/**
 * Layout of a `.tabricate` file, format 1. All numbers little-endian.
 *
 *   bytes 0–7     the text TABRICAT
 *   bytes 8–11    format version, unsigned
 *   bytes 12–15   length of the header in bytes, unsigned
 *   bytes 16–47   SHA-256 of the header
 *   header        JSON in UTF-8: `meta`, and for each tensor name, type, length, offset and SHA-256
 *   tensors       raw, each at a multiple of 8 bytes from the start of the file
 */
const magic = 'TABRICAT'
const formatVersion = 1
const prefixBytes = 48

const tensorTypes = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
} as const
type TensorType = keyof typeof tensorTypes

const tensorEntry = z.strictObject({
  name: z.string(),
  type: z.enum(['float32', 'float64', 'int32', 'uint32']),
  length: z.int().min(0),
  offset: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
const headerSchema = z.strictObject({ meta: z.json(), tensors: z.array(tensorEntry) })

/** Writes plain data and tensors as one file. */
export async function encodeContainer({ meta, tensors }: ModelState): Promise<Uint8Array> {
  const entries = await Promise.all(
    Object.entries(tensors).map(async ([name, tensor]) => ({
      name,
      type: typeOf(tensor),
      length: tensor.length,
      bytes: littleEndianBytes(tensor),
      sha256: await sha256(littleEndianBytes(tensor)),
    })),
  )
  // Offsets are part of the header, whose length depends on them: they count from the end of the header instead.
  let offset = 0
  const placed = entries.map(({ bytes, ...entry }) => {
    const at = offset
    offset += Math.ceil(bytes.length / 8) * 8
    return { entry: { ...entry, offset: at }, bytes }
  })
  const header = new TextEncoder().encode(JSON.stringify({ meta, tensors: placed.map(({ entry }) => entry) }))
  const start = tensorStart(header.length)
  const file = new Uint8Array(start + offset)
  const view = new DataView(file.buffer)
  file.set(new TextEncoder().encode(magic))
  view.setUint32(8, formatVersion, true)
  view.setUint32(12, header.length, true)
  file.set(fromHex(await sha256(header)), 16)
  file.set(header, prefixBytes)
  for (const { entry, bytes } of placed) file.set(bytes, start + entry.offset)
  return file
}

/**
 * Reads what {@link encodeContainer} wrote. Nothing is allocated by what a file claims before the claim is checked against
 * the bytes there are.
 * @throws TabricateError `MODEL_FILE_CORRUPT`, `MODEL_FILE_NEWER`
 */
export async function decodeContainer(file: Uint8Array): Promise<ModelState> {
  if (file.length < prefixBytes || new TextDecoder().decode(file.subarray(0, 8)) !== magic) {
    throw corrupt('it does not begin like a model file')
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const version = view.getUint32(8, true)
  if (version > formatVersion) {
    throw new TabricateError(
      'MODEL_FILE_NEWER',
      `The model file has format ${version}, this version reads up to ${formatVersion}. Update Tabricate.`,
    )
  }
  const headerLength = view.getUint32(12, true)
  if (prefixBytes + headerLength > file.length) throw corrupt('it ends within its header')
  const headerBytes = file.subarray(prefixBytes, prefixBytes + headerLength)
  if ((await sha256(headerBytes)) !== toHex(file.subarray(16, 48))) throw corrupt('its header was changed')
  const header = headerSchema.safeParse(parseJson(headerBytes))
  if (!header.success) throw corrupt('its header has another shape')

  const start = tensorStart(headerLength)
  const tensors: Record<string, Tensor> = {}
  for (const entry of header.data.tensors) {
    const { BYTES_PER_ELEMENT } = tensorTypes[entry.type]
    const end = start + entry.offset + entry.length * BYTES_PER_ELEMENT
    if (!Number.isSafeInteger(end) || end > file.length || entry.offset % 8 !== 0)
      throw corrupt(`tensor "${entry.name}" lies outside it`)
    // A copy of its own: `slice` of a Node Buffer would share the memory of the whole file.
    const bytes = new Uint8Array(file.subarray(start + entry.offset, end))
    if ((await sha256(bytes)) !== entry.sha256) throw corrupt(`tensor "${entry.name}" was changed`)
    Object.defineProperty(tensors, entry.name, {
      value: fromLittleEndian(entry.type, bytes),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return { meta: header.data.meta, tensors }
}

function corrupt(what: string): TabricateError {
  return new TabricateError(
    'MODEL_FILE_CORRUPT',
    `The model file cannot be read: ${what}. Save the model again, or copy the file again from where it came.`,
  )
}

function parseJson(bytes: Uint8Array): Json {
  try {
    const json: Json = z.json().parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    return json
  } catch (error) {
    throw new TabricateError('MODEL_FILE_CORRUPT', 'The model file’s header is not JSON.', { cause: error })
  }
}

function typeOf(tensor: Tensor): TensorType {
  if (tensor instanceof Float32Array) return 'float32'
  if (tensor instanceof Float64Array) return 'float64'
  return tensor instanceof Int32Array ? 'int32' : 'uint32'
}

const tensorStart = (headerLength: number) => Math.ceil((prefixBytes + headerLength) / 8) * 8

const hostIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function littleEndianBytes(tensor: Tensor): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(tensor.byteLength)
  bytes.set(new Uint8Array(tensor.buffer, tensor.byteOffset, tensor.byteLength))
  return hostIsLittleEndian ? bytes : swapBytes(bytes, tensor.BYTES_PER_ELEMENT)
}

function fromLittleEndian(type: TensorType, bytes: Uint8Array<ArrayBuffer>): Tensor {
  const { BYTES_PER_ELEMENT } = tensorTypes[type]
  const { buffer } = hostIsLittleEndian ? bytes : swapBytes(bytes, BYTES_PER_ELEMENT)
  return new tensorTypes[type](buffer)
}

function swapBytes(bytes: Uint8Array<ArrayBuffer>, width: number): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse()
  return bytes
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
