import { defineContract } from './contract.ts'

/** The contract itself: as OpenAPI, and as pages that show it. */
export const documentContracts = {
  getOpenApi: defineContract({
    id: 'getOpenApi',
    method: 'get',
    path: '/openapi.json',
    tag: 'documents',
    summary: 'This document.',
    access: 'anyone',
    answer: { kind: 'file', mediaTypes: ['application/json'] },
  }),
  getDocs: defineContract({
    id: 'getDocs',
    method: 'get',
    path: '/docs',
    tag: 'documents',
    summary: 'This document in Swagger UI.',
    access: 'anyone',
    answer: { kind: 'file', mediaTypes: ['text/html'] },
  }),
  getRedoc: defineContract({
    id: 'getRedoc',
    method: 'get',
    path: '/redoc',
    tag: 'documents',
    summary: 'This document in ReDoc.',
    access: 'anyone',
    answer: { kind: 'file', mediaTypes: ['text/html'] },
  }),
  getConsole: defineContract({
    id: 'getConsole',
    method: 'get',
    path: '/console',
    tag: 'documents',
    summary: 'The web console.',
    access: 'anyone',
    answer: { kind: 'file', mediaTypes: ['text/html'] },
  }),
} as const
