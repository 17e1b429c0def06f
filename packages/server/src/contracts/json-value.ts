import type { Json } from '@tabricate/core'
import { z } from 'zod'

/** Any JSON value, as core types it. */
export const jsonValue: z.ZodType<Json, Json> = z.json().meta({ id: 'JsonValue' })
