import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { describe, expect, it } from 'vitest'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, upload, waitFor } from '../../test/platform-client.ts'
import { openTelemetryTracer } from './tracer.ts'

describe('OpenTelemetry', () => {
  it('is given a span for each request and each attempt at a job', async () => {
    const exporter = new InMemorySpanExporter()
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
    const platform = await createCheckedServer({
      models: [baselineModels],
      tracer: provider.getTracer('tabricate'),
    })
    const token = await platform.signUp('a@example.org')
    const dataset = await readyDataset(platform, token, peopleCsv(30))
    const broken = idOf(await upload(platform, token, '{"a": [1,', 'broken.json'))
    await waitFor(platform, token, `/upload/datasets/${broken}`, ['failed'])
    await platform.call('GET', `/upload/datasets/${dataset + 1000}`, { token })
    await platform.call('GET', '/nothing/here')
    await platform.stop()

    const spans = exporter.getFinishedSpans()
    const named = (name: string) => spans.filter((span) => span.name === name)
    expect(named('POST /upload/dataset')[0]).toMatchObject({
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/upload/dataset',
        'http.response.status_code': 202,
      },
    })
    const missing = named('GET /upload/datasets/{id}').map(
      ({ attributes }) => attributes['http.response.status_code'],
    )
    expect(missing).toContain(404)
    expect(named('GET').map(({ attributes }) => attributes['http.response.status_code'])).toEqual([404])
    const jobs = named('job profile')
    expect(jobs.map(({ kind }) => kind)).toEqual([SpanKind.INTERNAL, SpanKind.INTERNAL])
    expect(jobs.map(({ status }) => status.code)).toEqual([SpanStatusCode.UNSET, SpanStatusCode.ERROR])
    expect(jobs[0]?.attributes).toMatchObject({ 'tabricate.attempt': 1 })
    expect(JSON.stringify(spans.map(({ name, attributes }) => [name, attributes]))).not.toContain(
      'nothing/here',
    )
  })

  it('is found where it is installed', async () => {
    const span = (await openTelemetryTracer())?.startSpan('of nobody', { kind: 0, attributes: {} })
    // No SDK is set up: the span goes nowhere.
    expect(span?.setAttributes({ a: 1 })).toBe(span)
    span?.end()
  })
})
