import { createECDH, createHmac } from 'node:crypto'
import type { Settings } from '../settings/settings-schema.ts'

/** Who pushes, for push services (RFC 8292). */
export interface VapidKeys {
  readonly subject: string
  readonly publicKey: string
  readonly privateKey: string
}

/** Those of the settings, or made of the deployment's secret: all its processes have the same. */
export function vapidKeysOf(
  settings: Pick<Settings, 'vapidPublicKey' | 'vapidPrivateKey' | 'vapidSubject'>,
  secret: string,
): VapidKeys {
  const { vapidPublicKey: publicKey, vapidPrivateKey: privateKey, vapidSubject: subject } = settings
  if (publicKey !== undefined && privateKey !== undefined) return { subject, publicKey, privateKey }
  const curve = createECDH('prime256v1')
  // Nearly every number of 32 bytes is a key of the curve; one that is not is followed by another.
  for (let round = 0; ; round++) {
    const scalar = createHmac('sha256', secret).update(`vapid ${round}`).digest()
    try {
      curve.setPrivateKey(scalar)
    } catch {
      continue
    }
    return {
      subject,
      publicKey: curve.getPublicKey('base64url'),
      privateKey: scalar.toString('base64url'),
    }
  }
}
