import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { thirdPartyLicenses } from '../third-party-licenses.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tabricate-licenses-'))
})
afterEach(() => rm(root, { recursive: true }))

/** Builds a page that uses one package, and reads what is told of it. */
async function licensesOf(
  manifest: object,
  files: { readonly [name: string]: string } = {},
): Promise<string> {
  const folder = join(root, 'node_modules', '@scope', 'used')
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: '@scope/used', version: '1.2.3', ...manifest }),
  )
  await writeFile(join(folder, 'index.js'), 'export const used = "used"')
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await writeFile(join(root, 'main.js'), 'import { used } from "@scope/used"; document.title = used')
  await writeFile(join(root, 'index.html'), '<script type="module" src="./main.js"></script>')
  await build({ root, configFile: false, logLevel: 'silent', plugins: [thirdPartyLicenses()] })
  return readFile(join(root, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8')
}

describe('licences of what is bundled', () => {
  it('are written out with their texts', async () => {
    const text = await licensesOf(
      { license: 'MIT', repository: 'github:scope/used' },
      { LICENSE: 'Copyright Ada' },
    )
    expect(text).toContain('@scope/used 1.2.3\nLicence: MIT\ngithub:scope/used\n\nCopyright Ada')
  })

  it('without a text of its own name the author', async () => {
    expect(await licensesOf({ license: 'ISC', author: { name: 'Ada' } })).toContain('By Ada.')
  })

  it.each([[{ license: 'GPL-3.0' }], [{ license: 'MIT AND GPL-3.0' }], [{}]])(
    'that are not permissive end the build: %j',
    async (manifest) => {
      await expect(licensesOf(manifest)).rejects.toThrow(/May not be bundled: @scope\/used/)
    },
  )

  it('with a choice are permitted by one of them', async () => {
    expect(await licensesOf({ license: '(GPL-3.0 OR MIT)' })).toContain('Licence: (GPL-3.0 OR MIT)')
  })

  it('go with the console that the server carries', async () => {
    const carried = new URL('../../server/assets/console/THIRD-PARTY-LICENSES.txt', import.meta.url)
    const text = await readFile(carried, 'utf8')
    for (const name of ['react', 'react-dom', '@mantine/core', 'recharts', 'd3-scale'])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'))
  })
})
