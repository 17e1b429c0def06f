import { AggregatorRegistry, Registry } from 'prom-client'
import type { JobFacts } from '../database/statistics/job-facts.ts'
import { createHttpMetrics } from './http-metrics.ts'
import { createProcessMetrics } from './process-metrics.ts'
import type { RequestObserver } from './request-observer.ts'
import { readStoredMetrics } from './stored-metrics.ts'

/** The metrics of each of the processes that answer on one address, as prom-client hands them over. */
export type ProcessMetrics = readonly object[]

/** Metrics for Prometheus. Each platform has its own; nothing is global. */
export interface Metrics {
  /** Counts requests. */
  readonly observer: RequestObserver
  readonly mediaType: string
  /** What this process has counted. */
  own(): Promise<ProcessMetrics>
  /** All of it in Prometheus' text format. */
  text(): Promise<string>
}

export interface MetricsParts {
  readonly facts: JobFacts
  readonly now: () => Date
  /** Of the other processes that answer on the same address: it is a matter of luck which of them is asked. */
  readonly others: (() => Promise<readonly ProcessMetrics[]>) | undefined
}

export function createMetrics({ facts, now, others }: MetricsParts): Metrics {
  const registry = new Registry()
  const observer = createHttpMetrics(registry)
  createProcessMetrics(registry)
  const own = () => registry.getMetricsAsJSON()
  return {
    observer,
    mediaType: Registry.PROMETHEUS_CONTENT_TYPE,
    own,
    async text() {
      const processes = [await own(), ...((await others?.()) ?? [])]
      const stored = await readStoredMetrics(facts, now())
      return AggregatorRegistry.aggregate([...processes, stored].map((metrics) => [...metrics])).metrics()
    },
  }
}
