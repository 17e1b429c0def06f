import { describe, expect, it } from 'vitest'
import { contracts } from '../contracts/index.ts'

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
`

describe('the contract', () => {
  it('has every endpoint that is promised, once', () => {
    const endpoints = contracts.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    const missing = promised
      .trim()
      .split('\n')
      .filter((endpoint) => !endpoints.includes(endpoint))
    expect(missing).toEqual([])
    expect(new Set(endpoints).size).toBe(endpoints.length)
    expect(new Set(contracts.map(({ id }) => id)).size).toBe(contracts.length)
  })
})
