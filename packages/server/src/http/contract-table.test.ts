import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { contracts } from '../contracts/index.ts'
import { createTestServer } from '../testing/test-server.ts'

/** Every endpoint that the platform promises, with its method. */
const promised = `
POST /auth/register
POST /auth/login
POST /auth/refresh
POST /auth/logout
GET /auth/me
GET /users/profile
PUT /users/profile
POST /users/push-token
DELETE /users/account
POST /upload/dataset
GET /upload/datasets
GET /upload/datasets/{id}
DELETE /upload/datasets/{id}
POST /generation/start
GET /generation/requests
GET /generation/status/{id}
GET /generation/download/{id}
DELETE /generation/requests/{id}
POST /generation-v2/start
GET /generation-v2/config
POST /generation-v2/validate
GET /generation/stream/{id}
GET /generation/events/{id}
GET /generation/report/{id}
POST /optimization/start
GET /optimization/trials/{id}
GET /optimization/best/{id}
PUT /optimization/stop/{id}
GET /stats/dashboard
GET /stats/usage
GET /stats/system
GET /stats/performance
GET /notifications
POST /notifications/read
DELETE /notifications/{id}
GET /admin/users
GET /admin/requests
GET /admin/logs
POST /admin/approve/{id}
POST /admin/reject/{id}
POST /admin/users/{id}/toggle
GET /health/live
GET /health/ready
GET /metrics
GET /docs
GET /redoc
GET /openapi.json
GET /console
`

const operationsSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

describe('the contract', () => {
  it('has every endpoint that is promised in the document that a server answers', async () => {
    const platform = await createTestServer({ models: [baselineModels], worker: false })
    const answer = await platform.call('GET', '/openapi.json')
    await platform.stop()
    const { paths } = operationsSchema.parse(answer.body)
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const wanted = promised.trim().split('\n')
    expect(wanted).toHaveLength(48)
    expect(wanted.filter((endpoint) => !documented.includes(endpoint))).toEqual([])
  })

  it('has each endpoint once, under a name of its own', () => {
    const endpoints = contracts.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(new Set(endpoints).size).toBe(endpoints.length)
    expect(new Set(contracts.map(({ id }) => id)).size).toBe(contracts.length)
  })
})
