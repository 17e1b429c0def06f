import { TabricateError } from '@tabricate/core'

/** The statements that prepare Supabase Storage. */
export interface SupabaseSql {
  /** Makes the private bucket. */
  readonly bucket: string
  /** Lets whoever is signed in with Supabase Auth put, read and delete files in the folder that is named for their `uid`, and no others. */
  readonly policies: string
}

/** What Supabase Storage takes as the name of a bucket, so far as it needs no quoting. */
const bucketName = /^[\w.-]{1,100}$/

/**
 * The SQL for a bucket of Supabase Storage. The platform's own key, that of the service role, passes by policies.
 * @throws TabricateError `INVALID_OPTIONS` for a name with anything but letters, digits, `_`, `.` and `-`
 */
export function supabaseSql(bucket: string): SupabaseSql {
  if (!bucketName.test(bucket))
    throw new TabricateError(
      'INVALID_OPTIONS',
      `"${bucket}" is no name of a bucket: use letters, digits, "_", "." and "-", 100 at most.`,
    )
  const condition = `(bucket_id = '${bucket}' and (storage.foldername(name))[1] = auth.uid()::text)`
  const policies = [
    ['insert', 'with check'],
    ['select', 'using'],
    ['delete', 'using'],
  ].map(
    ([operation, clause]) =>
      `create policy "own files: ${operation}" on storage.objects for ${operation} to authenticated\n  ${clause} ${condition};\n`,
  )
  return {
    bucket: `insert into storage.buckets (id, name, public)\nvalues ('${bucket}', '${bucket}', false)\non conflict (id) do nothing;\n`,
    policies: policies.join(''),
  }
}
