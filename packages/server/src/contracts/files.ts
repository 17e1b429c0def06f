import { z } from 'zod'
import { defineContract } from './contract.ts'

/** Files under a signed address: the signature stands for the sign-in. */
export const fileContracts = {
  getFile: defineContract({
    id: 'getFile',
    method: 'get',
    path: '/files/{key}',
    tag: 'files',
    summary: 'The file of a signed address; ranges are honoured.',
    access: 'anyone',
    params: z.object({ key: z.string().max(1000) }),
    query: z.object({
      expires: z.coerce.number<string>().pipe(z.int()),
      name: z.string().max(300).optional(),
      signature: z.string().max(100),
    }),
    answer: {
      kind: 'file',
      mediaTypes: ['application/octet-stream', 'text/csv', 'application/json', 'application/zip'],
      hasRanges: true,
    },
    errors: ['NOT_FOUND', 'FORBIDDEN', 'RANGE_NOT_SATISFIABLE'],
  }),
} as const
