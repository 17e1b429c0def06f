// A plain module: `@tabricate/client` comes from an import map, a CDN of your own, or a bundler.
import { createClient, isApiError, uploadDataset, waitForDataset } from '@tabricate/client'

// The platform's own address, or another one that allows this page by CORS_ORIGINS.
const baseUrl = new URLSearchParams(location.search).get('platform') ?? location.origin
const client = createClient({ baseUrl })
const field = (id) => document.getElementById(id)
const status = document.querySelector('[role=status]')
const progress = document.querySelector('progress')

document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    await client.signIn({ email: field('email').value, password: field('password').value })
    const { id } = await uploadDataset(client, field('file').files[0], {
      chunkBytes: 5000,
      onProgress: ({ sentBytes, totalBytes }) => {
        progress.value = sentBytes / totalBytes
      },
    })
    const { row_count, profile, error } = await waitForDataset(client, id)
    status.textContent = error ?? `${row_count} rows, ${profile.columns.length} columns`
  } catch (error) {
    status.textContent = isApiError(error) ? `${error.code}: ${error.message}` : String(error)
  }
})
