import { inject } from 'vitest'
import { testDatabaseVariable } from '../src/testing/test-database.ts'

// What makes a test's database asks this variable: so the same tests run on a real server.
process.env[testDatabaseVariable] = inject('postgresUrl')
