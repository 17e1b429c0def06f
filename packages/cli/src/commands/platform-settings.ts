import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'

/** Modules of the models that the platform offers; those are loaded by the processes that train. */
export const platformModels = [
  import.meta.resolve('@tabricate/models-ctgan'),
  import.meta.resolve('@tabricate/models-tvae'),
  import.meta.resolve('@tabricate/models-mixture'),
] as const

/** The environment, with what it lacks from `.env` in the working folder. */
export async function platformEnvironment(): Promise<{ readonly [name: string]: string | undefined }> {
  const text = await readFile('.env', 'utf8').catch(() => '')
  return { ...parseEnv(text), ...process.env }
}
