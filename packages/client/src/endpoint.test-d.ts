// Checked by `tsc`, not run.
import { expectTypeOf } from 'vitest'
import type { Client, Dataset, DatasetDetail, Generation, ListItem, ListPath } from './index.ts'
import { listAll } from './index.ts'

export async function answers(client: Client): Promise<void> {
  expectTypeOf(await client.get('/auth/me'))
    .toHaveProperty('role')
    .toEqualTypeOf<'user' | 'admin'>()
  expectTypeOf(await client.get('/upload/datasets/{id}', { path: { id: 1 } })).toEqualTypeOf<DatasetDetail>()
  expectTypeOf(
    await client.post('/generation/start', { body: { dataset_id: 1, model_type: 'ctgan' } }),
  ).toEqualTypeOf<Generation>()
  expectTypeOf<Generation['status']>().toEqualTypeOf<
    | 'awaiting_approval'
    | 'queued'
    | 'running'
    | 'succeeded'
    | 'failed'
    | 'cancelled'
    | 'rejected'
    | 'cancelling'
  >()
  for await (const dataset of listAll(client, '/upload/datasets', { status: 'ready' }))
    expectTypeOf(dataset).toEqualTypeOf<Dataset>()
}

export async function refused(client: Client): Promise<void> {
  // @ts-expect-error there is no such path
  await client.get('/nowhere')
  // @ts-expect-error the path takes another method
  await client.post('/auth/me')
  // @ts-expect-error the number of the dataset is missing
  await client.get('/upload/datasets/{id}')
  // @ts-expect-error a number is not a text
  await client.get('/upload/datasets/{id}', { path: { id: 'seven' } })
  // @ts-expect-error the list cannot be sorted by that
  await client.get('/upload/datasets', { query: { sort: 'colour' } })
  // @ts-expect-error there is no such field
  await client.post('/auth/login', { body: { email: 'a', password: 'b', name: 'c' } })
  // @ts-expect-error that is no list
  listAll(client, '/auth/me')
}

expectTypeOf<'/upload/datasets' | '/generation/requests' | '/admin/users'>().toExtend<ListPath>()
expectTypeOf<ListItem<'/upload/datasets'>>().toEqualTypeOf<Dataset>()
