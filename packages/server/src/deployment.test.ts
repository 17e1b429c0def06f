import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { supabaseSql } from './object-store/supabase-sql.ts'
import { environmentNames } from './settings/settings-schema.ts'

// Neither Docker nor Kubernetes is asked for by the tests: the files are checked as far as they can be read.
const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')
const settings = new Set(environmentNames.values())
const ours = (names: readonly string[]) => names.filter((name) => !name.startsWith('POSTGRES_'))

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      image: z.string(),
      environment: z.record(z.string(), z.string()),
      ports: z.array(z.string()).optional(),
      volumes: z.array(z.string()),
      deploy: z.object({ replicas: z.number() }).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
})

describe('docker-compose.yml', () => {
  it('has a server on port 8000, two workers, and PostgreSQL 15 that is not published', async () => {
    const file: unknown = parse(await read('docker-compose.yml'), { merge: true })
    const { services, volumes } = composeSchema.parse(file)
    const { server, worker, database, migrate } = services
    expect(server?.ports).toEqual(['8000:8000'])
    expect(worker?.deploy?.replicas).toBe(2)
    expect([worker?.ports, migrate?.ports, database?.ports]).toEqual([undefined, undefined, undefined])
    expect(Object.keys(volumes).sort()).toEqual(['data', 'database', 'logs'])
    for (const service of [server, worker]) expect(service?.volumes).toEqual(['data:/data', 'logs:/logs'])
    expect(database).toMatchObject({ image: 'postgres:15', environment: { POSTGRES_DB: 'synth_db' } })
    for (const { environment, volumes: mounts } of Object.values(services)) {
      expect(ours(Object.keys(environment)).filter((name) => !settings.has(name))).toEqual([])
      for (const [name, value] of Object.entries(environment))
        if (/PASSWORD|SECRET|DATABASE_URL/.test(name)) expect(value).toMatch(/\$\{\w+:\?/)
      for (const mount of mounts) {
        const [source = ''] = mount.split(':')
        if (!source.startsWith('./')) expect(Object.keys(volumes)).toContain(source)
      }
    }
  })
})

describe('Dockerfile', () => {
  it('builds in one stage and runs in another, not as root, and says whether it is well', async () => {
    const text = await read('Dockerfile')
    const stages = text.split(/^FROM /m).slice(1)
    expect(stages).toHaveLength(2)
    const [build = '', run = ''] = stages
    expect(build).toContain(' AS build')
    expect(run).toMatch(/^USER 1000:1000$/m)
    expect(run.indexOf('USER 1000')).toBeLessThan(run.indexOf('ENTRYPOINT'))
    expect(run).toMatch(/^HEALTHCHECK [\s\S]*\/health\/ready/m)
    expect(run).toMatch(/HOST=0\.0\.0\.0/)
    expect(text).not.toMatch(/:latest|ADD http|SECRET|PASSWORD/)
  })
})

const securitySchema = z.object({
  allowPrivilegeEscalation: z.literal(false),
  readOnlyRootFilesystem: z.literal(true),
  capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
})
const workloadSchema = z.looseObject({
  spec: z.object({
    template: z.object({
      spec: z.looseObject({
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
        containers: z
          .array(
            z.looseObject({
              args: z.array(z.string()),
              securityContext: securitySchema,
              resources: z.looseObject({ limits: z.looseObject({ memory: z.string() }) }),
            }),
          )
          .length(1),
      }),
    }),
  }),
})

describe('the Kubernetes manifests', () => {
  it('have servers, workers that follow the queue, and a migration, none of them as root', async () => {
    const parsed = parseAllDocuments(await read('deploy/kubernetes/platform.yaml'))
    const documents = Array.isArray(parsed) ? parsed : []
    for (const document of documents) expect(document.errors).toEqual([])
    const objects = documents.map((document) =>
      z
        .looseObject({
          apiVersion: z.string(),
          kind: z.string(),
          metadata: z.looseObject({ name: z.string() }),
        })
        .parse(document.toJS()),
    )
    const commands = objects
      .filter(({ kind }) => kind === 'Job' || kind === 'Deployment')
      .map((object) => workloadSchema.parse(object).spec.template.spec.containers[0]?.args)
    expect(commands).toEqual([['migrate', 'latest'], ['serve', '--no-worker'], ['worker']])
    const config = z
      .object({ data: z.record(z.string(), z.string()) })
      .parse(objects.find(({ kind }) => kind === 'ConfigMap'))
    expect(Object.keys(config.data).filter((name) => !settings.has(name))).toEqual([])
    expect(JSON.stringify(objects.find(({ kind }) => kind === 'ScaledObject'))).toContain('tabricate.jobs')
  })
})

describe('the guide', () => {
  it('has the bucket and the policies of Supabase, as they are printed', async () => {
    const guide = await read('docs/guides/deployment.md')
    const { bucket, policies } = supabaseSql('synthetic-datasets')
    for (const statement of [bucket, policies]) expect(guide).toContain(statement.trim())
  })

  it('names settings and commands that there are', async () => {
    const guide = await read('docs/guides/deployment.md')
    const named = [...guide.matchAll(/`([A-Z][A-Z_]{3,})`/g)].map(([, name = '']) => name)
    expect(ours(named).filter((name) => !settings.has(name))).toEqual([])
    for (const command of [
      'serve --processes 4',
      'migrate latest',
      'migrate rollback',
      'backup',
      'supabase-sql',
    ])
      expect(guide).toContain(`tabricate ${command}`)
    for (const path of ['docker-compose.yml', 'deploy/kubernetes', 'deploy/postgres/postgresql.conf'])
      expect(guide).toContain(path)
  })
})

describe('the settings of PostgreSQL', () => {
  it('are those that the guide names', async () => {
    const text = await read('deploy/postgres/postgresql.conf')
    const guide = (await read('docs/guides/deployment.md')).replaceAll(/\s+/g, ' ')
    for (const [name, value] of [
      ['shared_buffers', '256MB'],
      ['effective_cache_size', '1GB'],
      ['work_mem', '4MB'],
      ['maintenance_work_mem', '64MB'],
      ['checkpoint_completion_target', '0.7'],
      ['wal_buffers', '16MB'],
      ['default_statistics_target', '100'],
      ['max_wal_size', '1GB'],
    ] as const) {
      expect(text).toContain(`\n${name} = ${value}\n`)
      expect(guide).toContain(`\`${name}\` ${value}`)
    }
    expect(text).not.toMatch(/^checkpoint_segments/m)
  })
})
