import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** Licences under which others' code may be given on in a bundle. */
const permitted: readonly string[] = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']

interface Package {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly origin: string
  /** The texts that have to go with it. */
  readonly texts: readonly string[]
}

/**
 * Writes `THIRD-PARTY-LICENSES.txt` beside the page: every package of which something is in the bundle, with its licence. The build fails
 * for one whose licence is not permissive, or that does not name one.
 */
export function thirdPartyLicenses(): Plugin {
  return {
    name: 'third-party-licenses',
    apply: 'build',
    generateBundle(_, bundle) {
      const packages = new Map<string, Package>()
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk') continue
        for (const id of part.moduleIds) {
          const folder = packageFolder(id)
          if (folder !== null && !packages.has(folder)) packages.set(folder, readPackage(folder))
        }
      }
      const sorted = [...packages.values()].toSorted((a, b) => a.name.localeCompare(b.name))
      const refused = sorted.filter(({ license }) => !isPermitted(license))
      if (refused.length > 0)
        this.error(
          `May not be bundled: ${refused.map(({ name, license }) => `${name} (${license})`).join(', ')}`,
        )
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: describe(sorted) })
    },
  }
}

/** Of an expression such as `MIT AND (ISC OR GPL-3.0)`, every part must be permitted, in one of its choices. */
function isPermitted(license: string): boolean {
  const parts = license.replaceAll(/[()]/g, '').split(' AND ')
  return parts.every((part) => part.split(' OR ').some((choice) => permitted.includes(choice)))
}

/** The folder of the package that a module belongs to; null for modules of our own and of the bundler. */
function packageFolder(id: string): string | null {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '')
  const [, folder] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(path) ?? []
  return folder !== undefined && existsSync(join(folder, 'package.json')) ? folder : null
}

function readPackage(folder: string): Package {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)(\.|-|$)/i.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
  return {
    name: textOf(manifest, 'name') ?? dirname(folder),
    version: textOf(manifest, 'version') ?? '',
    license: textOf(manifest, 'license') ?? 'none named',
    origin: textOf(manifest, 'repository') ?? textOf(manifest, 'homepage') ?? '',
    texts: texts.length > 0 ? texts : [`By ${textOf(manifest, 'author') ?? 'its authors'}.`],
  }
}

/** A field that is a text, or an object with one. */
function textOf(value: unknown, field: string): string | undefined {
  const found = member(value, field)
  const text = member(found, 'url') ?? member(found, 'type') ?? member(found, 'name') ?? found
  return typeof text === 'string' ? text : undefined
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function describe(packages: readonly Package[]): string {
  const parts = packages.map(({ name, version, license, origin, texts }) =>
    [`${name} ${version}`, `Licence: ${license}`, ...(origin === '' ? [] : [origin]), '', ...texts].join(
      '\n',
    ),
  )
  const line = `\n\n${'-'.repeat(80)}\n\n`
  return `The console contains code of these packages, under their own licences.${line}${parts.join(line)}\n`
}
