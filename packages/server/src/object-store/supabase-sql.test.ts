import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { supabaseSql } from './supabase-sql.ts'

const guide = fileURLToPath(new URL('../../../../docs/guides/deployment.md', import.meta.url))

describe('the SQL for Supabase', () => {
  it('is what the guide shows', async () => {
    const text = await readFile(guide, 'utf8')
    const shown = [...text.matchAll(/```sql\n([^`]*)```/g)].map(([, sql]) => sql)
    const { bucket, policies } = supabaseSql('synthetic-datasets')
    expect(shown).toEqual([bucket, policies])
  })

  it('names the bucket in every statement', () => {
    const { bucket, policies } = supabaseSql('tables.2')
    expect(bucket.match(/'tables\.2'/g)).toHaveLength(2)
    expect(policies.match(/bucket_id = 'tables\.2'/g)).toHaveLength(3)
  })

  it('takes no name that could end the text of a statement', () => {
    for (const name of ["a'b", '', 'a b', 'a;', 'x'.repeat(101)])
      expect(() => supabaseSql(name)).toThrow(/no name of a bucket/)
  })
})
