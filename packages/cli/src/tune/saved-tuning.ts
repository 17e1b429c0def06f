import { readFile } from 'node:fs/promises'
import { type Json, TabricateError } from '@tabricate/core'
import { writeFileAtomically } from '@tabricate/core/node'
import { savedStudySchema } from '@tabricate/optimizer'
import { z } from 'zod'
import { isSystemError } from '../exit-codes.ts'
import { strategyNames } from './strategy-names.ts'

/** What `tabricate tune` writes: the study, and all else that its trials depended on. */
const savedTuningSchema = z.strictObject({
  version: z.literal(1),
  model: z.string(),
  /** The same in all trials. */
  options: z.record(z.string(), z.json()).readonly(),
  /** Parameters that set several options. */
  ties: z.record(z.string(), z.array(z.string()).readonly()).readonly(),
  /** The column that trials were judged by; `null`: by quality. */
  target: z.string().nullable(),
  validation: z.number(),
  seed: z.number(),
  strategy: z.enum(strategyNames),
  pruned: z.boolean(),
  /** Of the table that was learned. */
  rows: z.int(),
  columns: z.array(z.string()),
  study: savedStudySchema,
})

/** `options` are read as JSON values. */
export interface SavedTuning
  extends Readonly<Omit<z.infer<typeof savedTuningSchema>, 'version' | 'options'>> {
  readonly options: { readonly [name: string]: Json }
}

/** @throws TabricateError `FILE_NOT_FOUND`, `PARSE_FAILED` */
export async function readSavedTuning(path: string): Promise<SavedTuning> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (!isSystemError(cause)) throw cause
    throw new TabricateError('FILE_NOT_FOUND', `"${path}" cannot be read: ${cause.message}`, { cause })
  })
  try {
    return savedTuningSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new TabricateError('PARSE_FAILED', `"${path}" holds no trials that \`tabricate tune\` wrote.`, {
      cause,
    })
  }
}

/** Writes a file anew, whole or not at all. */
export async function saveTuning(path: string, tuning: SavedTuning): Promise<void> {
  await writeFileAtomically(path, [`${JSON.stringify({ version: 1, ...tuning })}\n`], { force: true })
}
