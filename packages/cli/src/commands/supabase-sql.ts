import { readSettings, supabaseSql } from '@tabricate/server'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { platformEnvironment } from './platform-settings.ts'

/** `tabricate supabase-sql`: the statements that make the bucket of `SUPABASE_BUCKET_NAME` and its policies. */
export async function printSupabaseSql(io: Io): Promise<ExitCode> {
  const { supabaseBucketName } = readSettings({}, await platformEnvironment())
  const { bucket, policies } = supabaseSql(supabaseBucketName)
  await writeLine(io.stdout, '-- The private bucket.')
  await writeLine(io.stdout, bucket)
  await writeLine(
    io.stdout,
    '-- For people who reach the bucket with Supabase Auth: each sees the folder named for their uid.',
  )
  await writeLine(io.stdout, policies.trimEnd())
  return exitCodes.done
}
