import { createHmac } from 'node:crypto'

/** The secret that a webhook's bodies are signed with: told once, when the webhook is named, and never stored. */
export function webhookSecret(serverSecret: string, userId: number, url: string): string {
  return createHmac('sha256', serverSecret).update(`webhook ${userId} ${url}`).digest('base64url')
}

/** `t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body" in hex>`: a receiver recomputes it, and refuses old times. */
export function webhookSignature(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}
