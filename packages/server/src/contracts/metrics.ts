import { defineContract } from './contract.ts'

export const metricsContracts = {
  getMetrics: defineContract({
    id: 'getMetrics',
    method: 'get',
    path: '/metrics',
    tag: 'monitoring',
    summary:
      'Metrics in the text format of Prometheus, for administrators or whoever has METRICS_TOKEN as bearer token.',
    access: 'administrator',
    answer: { kind: 'file', mediaTypes: ['text/plain'] },
    errors: ['UNAVAILABLE'],
  }),
} as const
