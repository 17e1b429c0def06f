/** Of the package `http_ece`, which brings no types, what is used here. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto'

  interface Parameters {
    readonly version: 'aes128gcm'
    /** Of the other side. */
    readonly dh?: string
    /** Of this side. */
    readonly privateKey: ECDH
    readonly authSecret: string
    /** 16 bytes in base64url. Default: random ones. */
    readonly salt?: string
  }

  const ece: {
    encrypt(plain: Buffer, parameters: Parameters): Buffer
    decrypt(encrypted: Buffer, parameters: Parameters): Buffer
  }
  export default ece
}
