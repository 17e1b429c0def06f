import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmptyProject, emptyProject, type PackageManager } from './empty-project.ts'
import { type PackedPackage, packPackages, root } from './pack-packages.ts'
import { browserProgram, commonJsProgram, ctganProgram, mixtureProgram, typedProgram } from './programs.ts'

// Each package as the registry would hand it out, installed into empty projects outside the workspace, and used.
let folder = ''
let packed: readonly PackedPackage[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-packed-'))
  packed = await packPackages(folder)
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }), 60_000)

it('what is packed is what is published, and nothing else', async () => {
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  expect(tarballs.sort()).toEqual(packed.map(({ tarball }) => basename(tarball)).sort())
})

it('publint finds nothing in what is packed', async () => {
  const found: string[] = []
  for (const { name, tarball } of packed) {
    const { buffer } = Uint8Array.from(await readFile(tarball))
    const { messages, pkg } = await publint({ pack: { tarball: buffer } })
    found.push(...messages.map((message) => `${name}: ${formatMessage(message, pkg)}`))
  }
  expect(found).toEqual([])
})

it('types resolve as the code does, in every resolution of Node 16 and later', async () => {
  const found: string[] = []
  for (const { name, tarball } of packed) {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))))
    if (!('problems' in analysis)) {
      // A command has no entry points to import.
      expect(name).toBe('tabricate')
      continue
    }
    for (const problem of analysis.problems) {
      const resolution = 'resolutionKind' in problem ? problem.resolutionKind : ''
      // Packages are ECMAScript modules only: Node requires them from 20.19 on (installed.slow.test.ts does), so CommonJS importing
      // a module is no problem. `node10` has no `exports`, and no supported Node resolves that way.
      if (resolution === 'node10' || problem.kind === 'CJSResolvesToESM') continue
      found.push(`${name}: ${problem.kind} ${JSON.stringify(problem)}`)
    }
  }
  expect(found).toEqual([])
})

describe('all packages, by npm', () => {
  let project: EmptyProject
  beforeAll(async () => {
    const names = packed.map(({ name }) => name)
    expect(names).toHaveLength(9)
    project = await emptyProject(join(folder, 'all'), 'npm', packed, names, {
      '@types/node': '20.19.43',
      typescript: '5.9.3',
    })
  }, 600_000)

  it('are used as ECMAScript modules', async () => {
    await project.write('program.mjs', ctganProgram)
    expect(await project.run(process.execPath, 'program.mjs')).toBe('made 50 rows\n')
  })

  it('are required by CommonJS, without a warning', async () => {
    await project.write('program.cjs', commonJsProgram)
    expect(await project.run(process.execPath, '--throw-deprecation', 'program.cjs')).toBe('made 50 rows\n')
  })

  it.each(['nodenext', 'bundler'])('type-check with moduleResolution %s', async (moduleResolution) => {
    await project.write('typed.ts', typedProgram)
    await project.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
          moduleResolution,
          target: 'es2022',
          lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
          types: ['node'],
          strict: true,
          exactOptionalPropertyTypes: true,
          noEmit: true,
        },
        files: ['typed.ts'],
      }),
    )
    await expect(project.run('npx', 'tsc')).resolves.toBe('')
  })

  it('have a command that synthesizes a table', async () => {
    await project.write('people.csv', `age,sex\n${'30,f\n41,m\n25,f\n'.repeat(40)}`)
    const rows = await project.run(
      'npx',
      'tabricate',
      'synthesize',
      'people.csv',
      '--model',
      'mixture',
      '--rows',
      '7',
      '-o',
      '-',
    )
    expect(rows.trim().split('\n')).toHaveLength(8)
    expect(rows).toMatch(/^age,sex\n/)
  })
})

it.each<PackageManager>(['npm', 'pnpm', 'yarn'])(
  '%s installs the core path without any optional peer',
  async (manager) => {
    const project = await emptyProject(join(folder, `core-${manager}`), manager, packed, [
      '@tabricate/core',
      '@tabricate/models-mixture',
    ])
    await project.write('program.mjs', mixtureProgram)
    expect(await project.run(process.execPath, 'program.mjs')).toBe('made 50 rows\n')
    const installed = await readdir(join(project.folder, 'node_modules'))
    expect(installed.filter((name) => /onnx|tensorflow|react|opentelemetry/.test(name))).toEqual([])
  },
  300_000,
)

it.each<PackageManager>(['pnpm', 'yarn'])(
  '%s installs a network with its engine',
  async (manager) => {
    const project = await emptyProject(join(folder, `network-${manager}`), manager, packed, [
      '@tabricate/core',
      '@tabricate/models-ctgan',
    ])
    await project.write('program.mjs', ctganProgram)
    expect(await project.run(process.execPath, 'program.mjs')).toBe('made 50 rows\n')
  },
  300_000,
)

it('a Vite app bundles models and the web runtime, and nothing of Node', async () => {
  const wanted = ['@tabricate/core', '@tabricate/nn', '@tabricate/models-ctgan', '@tabricate/models-mixture']
  const project = await emptyProject(join(folder, 'vite'), 'npm', packed, wanted, {
    'onnxruntime-web': '1.30.0',
    vite: '8.3.8',
  })
  await project.write('index.html', '<!doctype html><script type="module" src="main.js"></script>')
  await project.write('main.js', browserProgram)
  await project.run('npx', 'vite', 'build', '--target', 'es2022', '--logLevel', 'error')
  const assets = await readdir(join(project.folder, 'dist', 'assets'))
  const scripts = await Promise.all(
    assets
      .filter((name) => name.endsWith('.js'))
      .map((name) => readFile(join(project.folder, 'dist', 'assets', name), 'utf8')),
  )
  expect(scripts.join('\n')).toMatch(/MODEL_STATE_INVALID/)
  expect(scripts.join('\n')).not.toMatch(/onnxruntime-node|node:fs|node:worker_threads/)
}, 300_000)

it('every package comes with its licence and its README', async () => {
  for (const { name, folder: source, keywords } of packed) {
    expect(keywords.length, `${name}: words that it is found by`).toBeGreaterThanOrEqual(3)
    expect(await readdir(source), name).toContain('README.md')
    const installed = await readdir(join(folder, 'all', 'node_modules', ...name.split('/')))
    expect(installed, name).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist', 'package.json']))
    expect(installed, name).not.toContain('src')
  }
  expect(await readFile(join(folder, 'all', 'node_modules', 'tabricate', 'LICENSE'), 'utf8')).toBe(
    await readFile(join(root, 'LICENSE'), 'utf8'),
  )
})
