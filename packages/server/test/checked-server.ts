import { createTestServer, type TestServer, type TestServerOptions } from '../src/testing/test-server.ts'
import { createDocumentChecker } from './document-checker.ts'

/** A test server whose every answer is held against its OpenAPI document. */
export async function createCheckedServer(options: TestServerOptions): Promise<TestServer> {
  const platform = await createTestServer(options)
  const problemOf = createDocumentChecker(platform.server.openapi)
  return {
    ...platform,
    async call(method, path, callOptions) {
      const answer = await platform.call(method, path, callOptions)
      const problem = problemOf({
        method,
        path: path.split('?')[0] ?? '',
        status: answer.status,
        contentType: answer.headers.get('content-type'),
        body: answer.body,
      })
      if (problem !== null) throw new Error(problem)
      return answer
    },
  }
}
