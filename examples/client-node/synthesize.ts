import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { createClient, streamRows, uploadDataset, waitForDataset, waitForGeneration } from '@tabricate/client'

/** Uploads a table to a platform, trains a model, and prints how good it is and a few rows on a condition. */
export async function synthesize(
  baseUrl: string,
  account: { readonly email: string; readonly password: string },
  file: string,
  model: string,
): Promise<void> {
  const client = createClient({ baseUrl })
  await client.signIn(account)
  const uploaded = await uploadDataset(client, new Blob([await readFile(file)]), { fileName: basename(file) })
  const dataset = await waitForDataset(client, uploaded.id)
  if (dataset.status === 'failed') throw new Error(dataset.error ?? 'The table could not be read.')
  const { id } = await client.post('/generation-v2/start', {
    body: { dataset_id: dataset.id, model_config: { model_type: model }, sample_size: 500 },
  })
  const generation = await waitForGeneration(client, id, {
    onUpdate({ progress }) {
      if (progress?.epoch != null) console.log(`epoch ${progress.epoch} of ${progress.epochs}`)
    },
  })
  if (generation.status !== 'succeeded') throw new Error(generation.error?.message ?? generation.status)
  console.log(`quality ${generation.quality_score}`)
  for await (const row of streamRows(client, id, { rows: 3, where: { species: 'Gentoo' } })) console.log(row)
}

const [baseUrl, email = '', password = '', file = 'examples/data/penguins.csv'] = process.argv.slice(2)
if (baseUrl?.startsWith('http')) await synthesize(baseUrl, { email, password }, file, 'ctgan')
