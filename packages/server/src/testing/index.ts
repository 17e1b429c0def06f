/**
 * A platform to test with, and the suites that stores and queues must pass.
 * @module @tabricate/server/testing
 */

export { type JobQueueCase, jobQueueCases, type QueueUnderTest } from './job-queue-cases.ts'
export { type ObjectStoreCase, objectStoreCases } from './object-store-cases.ts'
export { createTestDatabase, openTestDatabase, testDatabaseVariable } from './test-database.ts'
export { openTestQueue } from './test-queue.ts'
export {
  type CallAnswer,
  type CallOptions,
  createTestServer,
  type TestServer,
  type TestServerOptions,
  testSettings,
} from './test-server.ts'
