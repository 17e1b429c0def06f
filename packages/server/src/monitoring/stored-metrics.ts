import type { JobFacts, Measure } from '../database/statistics/job-facts.ts'

/** A metric as prom-client hands it from process to process. */
export interface MetricObject {
  readonly name: string
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  /** What becomes of the values of several processes. */
  readonly aggregator: 'first'
  readonly values: readonly Value[]
}

interface Value {
  readonly labels: { readonly [name: string]: string | number }
  readonly value: number
  /** With the ending that a histogram's series have. */
  readonly metricName?: string
}

const histograms = [
  {
    name: 'tabricate_job_duration_seconds',
    help: 'From the beginning of a job that succeeded to its end.',
    measure: 'run_seconds',
    label: 'kind',
    groupBy: 'kind',
    bounds: [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
  },
  {
    name: 'tabricate_training_duration_seconds',
    help: 'Length of trainings; without those that went on from a checkpoint.',
    measure: 'training_seconds',
    label: 'model',
    groupBy: 'model_type',
    bounds: [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
  },
  {
    name: 'tabricate_training_quality',
    help: 'Quality score of results, from 0 to 1.',
    measure: 'quality_score',
    label: 'model',
    groupBy: 'model_type',
    bounds: [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1],
  },
  {
    name: 'tabricate_training_peak_memory_bytes',
    help: 'Peak memory of the processes of generations and trials that succeeded.',
    measure: 'peak_memory_bytes',
    label: 'model',
    groupBy: 'model_type',
    bounds: [128, 256, 512, 1024, 2048, 4096, 8192].map((mib) => mib * 2 ** 20),
  },
] as const satisfies readonly {
  readonly name: string
  readonly help: string
  readonly measure: Measure
  readonly label: string
  readonly groupBy: 'kind' | 'model_type'
  readonly bounds: readonly number[]
}[]

/** Metrics of the whole deployment, whichever process did the work: read from the database. */
export async function readStoredMetrics(facts: JobFacts, at: Date): Promise<readonly MetricObject[]> {
  const [ended, open, queued, stored] = [
    await facts.ended(),
    await facts.open(),
    await facts.queued(at),
    await facts.stored(),
  ]
  const metrics = [
    metric(
      'tabricate_jobs_finished_total',
      'counter',
      'Jobs that ended, by kind, model and how they ended.',
      ended.map(({ jobs, ...labels }) => ({ labels, value: jobs })),
    ),
    metric(
      'tabricate_jobs',
      'gauge',
      'Jobs that have not ended, by kind and state.',
      open.map(({ jobs, ...labels }) => ({ labels, value: jobs })),
    ),
    metric(
      'tabricate_queue_depth',
      'gauge',
      'Jobs that wait for a worker.',
      // None is a figure too: an alarm on the queue must not fall silent with it.
      ['profile', 'generation', 'trial'].map((kind) => ({
        labels: { kind },
        value: queued.find((row) => row.kind === kind)?.jobs ?? 0,
      })),
    ),
    metric('tabricate_queue_oldest_seconds', 'gauge', 'How long the first in the queue has been waiting.', [
      { labels: {}, value: Math.max(0, ...queued.map((row) => row.oldest_seconds)) },
    ]),
    metric(
      'tabricate_storage_bytes',
      'gauge',
      'Bytes of the files that are kept, by what they hold.',
      stored.map(({ kind, bytes }) => ({ labels: { kind }, value: bytes })),
    ),
    metric(
      'tabricate_storage_files',
      'gauge',
      'Files that are kept, by what they hold.',
      stored.map(({ kind, files }) => ({ labels: { kind }, value: files })),
    ),
  ]
  for (const { name, help, measure, label, groupBy, bounds } of histograms) {
    const found = await facts.histograms(measure, groupBy, bounds)
    metrics.push(
      metric(
        name,
        'histogram',
        help,
        found.flatMap((histogram) => {
          const labels = { [label]: histogram.label }
          const bucket = (le: number | string, value: number) => ({
            labels: { ...labels, le },
            value,
            metricName: `${name}_bucket`,
          })
          return [
            ...bounds.map((bound, index) => bucket(bound, histogram.upTo[index] ?? 0)),
            bucket('+Inf', histogram.count),
            { labels, value: histogram.total, metricName: `${name}_sum` },
            { labels, value: histogram.count, metricName: `${name}_count` },
          ]
        }),
      ),
    )
  }
  return metrics
}

function metric(
  name: string,
  type: MetricObject['type'],
  help: string,
  values: readonly Value[],
): MetricObject {
  return { name, help, type, aggregator: 'first', values }
}
