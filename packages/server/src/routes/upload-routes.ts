import { profileSchema } from '@tabricate/core'
import { z } from 'zod'
import { uploadContracts } from '../contracts/upload.ts'
import type { DatasetRow } from '../database/repositories/dataset-repository.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Datasets } from '../services/datasets.ts'

const previewSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
})

export function uploadRoutes(datasets: Datasets): readonly Route[] {
  return [
    defineRoute(uploadContracts.uploadDataset, async ({ identity, form }) => {
      const { fields, stored } = await form((file) => datasets.receive(file.fileName, file.body))
      try {
        return { data: presentDataset(await datasets.add(identity.user, stored, fields)) }
      } finally {
        await datasets.forget(stored)
      }
    }),
    defineRoute(uploadContracts.listDatasets, async ({ identity, query }) => {
      const { items, total } = await datasets.list(identity.user, query)
      return { data: { items: items.map(presentDataset), total, limit: query.limit, offset: query.offset } }
    }),
    defineRoute(uploadContracts.getDataset, async ({ identity, params }) => {
      const row = await datasets.get(identity.user, params.id)
      return {
        data: {
          ...presentDataset(row),
          profile: row.profile === null ? null : profileSchema.parse(row.profile),
          preview: row.preview === null ? null : previewSchema.parse(row.preview),
        },
      }
    }),
    defineRoute(uploadContracts.setColumnTypes, async ({ identity, params, body }) => ({
      data: presentDataset(await datasets.setColumnTypes(identity.user, params.id, body.columns)),
    })),
    defineRoute(uploadContracts.deleteDataset, async ({ identity, params }) => {
      await datasets.remove(identity.user, params.id)
      return { data: { id: params.id } }
    }),
  ]
}

export function presentDataset(row: DatasetRow) {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    file_name: row.file_name,
    file_type: row.file_type,
    size_bytes: row.size_bytes,
    sha256: row.sha256,
    status: row.status,
    error: row.error,
    row_count: row.row_count,
    column_count: row.column_count,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
