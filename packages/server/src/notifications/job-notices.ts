import { z } from 'zod'
import type { Database } from '../database/database.ts'
import type { NotificationRepository } from '../database/repositories/notification-repository.ts'
import type { JobState } from '../jobs/job-states.ts'

const subjectSchema = z.object({
  subject: z.enum(['dataset', 'generation']),
  id: z.number(),
  owner_id: z.number(),
  name: z.string(),
  error: z.string().nullable(),
})

type Subject = z.infer<typeof subjectSchema>

/** What is said of how a job ended; other ends are the owner's own doing. */
function noticeOf(state: 'succeeded' | 'failed' | 'rejected', { subject, id, name, error }: Subject) {
  const what = subject === 'dataset' ? `The dataset "${name}"` : `Generation ${id} (${name})`
  switch (state) {
    case 'succeeded':
      return subject === 'dataset'
        ? { kind: 'dataset.ready', title: 'Dataset ready', body: `${what} can be used.` }
        : { kind: 'generation.succeeded', title: 'Synthetic table ready', body: `${what} can be fetched.` }
    case 'failed':
      return subject === 'dataset'
        ? {
            kind: 'dataset.failed',
            title: 'Dataset not usable',
            body: `${what} cannot be used: ${error ?? ''}`,
          }
        : { kind: 'generation.failed', title: 'Generation failed', body: `${what} failed: ${error ?? ''}` }
    case 'rejected':
      return { kind: 'generation.rejected', title: 'Request rejected', body: `${what}: ${error ?? ''}` }
    default:
      return state satisfies never
  }
}

/** Tells the owner of a job's subject how it ended. Called in the transaction that ends it. */
export function createJobNotices(database: Database, notifications: NotificationRepository) {
  return async (jobId: number, state: JobState): Promise<void> => {
    if (state !== 'succeeded' && state !== 'failed' && state !== 'rejected') return
    const [row] = await database.raw(
      `select 'dataset' as subject, d.id, d.owner_id, d.name, j.error
         from datasets d join jobs j on j.id = d.job_id where j.id = $1::int
       union all
       select 'generation', g.id, g.owner_id, g.model_type, j.error
         from generations g join jobs j on j.id = g.job_id where j.id = $1::int`,
      [jobId],
    )
    if (row === undefined) return
    const subject = subjectSchema.parse(row)
    const notice = noticeOf(state, subject)
    const { owner_id: user_id, id } = subject
    await notifications.add({
      ...notice,
      body: notice.body.slice(0, 1000),
      user_id,
      data: { [`${subject.subject}_id`]: id },
    })
  }
}
