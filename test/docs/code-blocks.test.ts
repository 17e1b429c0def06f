import { describe, expect, it } from 'vitest'
import { blockIssues, readBlocks, readUnits } from './code-blocks.ts'
import { readPages } from './pages.ts'

const pages = await readPages()

describe('code blocks of the pages', () => {
  it('are run, are text, or say why they are not run', () => {
    expect(pages.length).toBeGreaterThan(30)
    expect(pages.flatMap(blockIssues)).toEqual([])
  })

  it('are left out by name: these, and no others', () => {
    const left = pages.flatMap((page) =>
      readBlocks(page).flatMap(({ notRun }) => (notRun === null ? [] : [`${page.path}: ${notRun}`])),
    )
    expect(left).toEqual(notRun)
  })

  it('that are run are most of them', () => {
    expect(pages.flatMap(readUnits).length).toBeGreaterThan(2 * notRun.length)
  })
})

describe('the reader of blocks', () => {
  const page = (text: string) => ({ path: 'x.md', text })

  it('joins what continues, at the place of the last', () => {
    const text = ['```ts\na\n```', '```sh\nb\n```', '<!-- continues -->\n```ts\nc\n```'].join('\n\n')
    expect(readUnits(page(text))).toEqual([
      { language: 'sh', line: 5, code: 'b' },
      { language: 'ts', line: 1, code: 'a\n\nc' },
    ])
  })

  it('complains of what nobody would run', () => {
    const text = ['```\nx\n```', '```sql\ny\n```', '<!-- continues -->\n```ts\n```', '- a\n  ```ts\n  ```']
    expect(blockIssues(page(text.join('\n\n')))).toEqual([
      'x.md:1: "" can neither be run nor is it text',
      'x.md:5: "sql" can neither be run nor is it text',
      'x.md:10: continues nothing',
      'x.md:14: an indented block is not seen',
      'x.md:15: an indented block is not seen',
    ])
  })

  it('wants a reason', () => {
    expect(blockIssues(page('<!-- not run: later -->\n```sh\nx\n```'))).toHaveLength(1)
    expect(blockIssues(page('<!-- not run: needs a Docker daemon -->\n```sh\nx\n```'))).toEqual([])
  })
})

/** Every block that is not run, and why. */
const notRun: readonly string[] = [
  'README.md: these commands are what runs the tests',
  'CONTRIBUTING.md: these commands are what runs the tests',
  'docs/README.md: installs and builds, which npm test does itself',
  "docs/README.md: defines the command as the test does, in the reader's shell",
  'docs/README.md: test/packages installs what this makes into empty projects, by npm, pnpm and yarn',
  'docs/README.md: test/packages does so, in empty projects',
  'docs/benchmarks.md: takes hours, and Python environments',
  'docs/guides/deployment.md: needs a Docker daemon',
  'docs/guides/deployment.md: needs a Kubernetes cluster',
  'docs/guides/deployment.md: part of a Prometheus configuration',
  'docs/guides/deployment.md: needs a Supabase project; a test compares it with what tabricate supabase-sql prints',
  'docs/guides/deployment.md: needs a Supabase project; a test compares it with what tabricate supabase-sql prints',
  'docs/guides/onnx-export.md: examples/onnx-export.slow.test.ts cuts it out of this page and runs it',
  'docs/guides/onnx-export.md: where there is Python, examples/onnx-export.slow.test.ts cuts it out of this page and runs it',
  'docs/guides/server.md: runs until it is stopped; the test begins it in the same way',
  'docs/guides/workers.md: needs a PostgreSQL server; examples/workers does the same on one that it brings, and is run',
  'examples/README.md: the programs themselves are run by programs.slow.test.ts, in the same way',
  'examples/browser/README.md: ends in a web server; browser.slow.test.ts builds the page and opens it in Chromium',
  'examples/client-node/README.md: clients.slow.test.ts runs it on a platform of its own',
]
