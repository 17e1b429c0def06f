import { join } from 'node:path'
import ts from 'typescript'
import { readUnits } from './code-blocks.ts'
import { folderOf, type Page, root } from './pages.ts'

/** What the compiler says of every program of the pages, against the types of the built packages, under the workspace's settings. */
export function typeIssues(pages: readonly Page[]): readonly string[] {
  const programs = new Map<string, string>()
  const places = new Map<string, string>()
  for (const page of pages)
    for (const { language, line, code } of readUnits(page)) {
      if (language !== 'ts') continue
      const file = join(folderOf(page), `block-at-${line}.ts`)
      // Not a script, whatever it imports.
      programs.set(file, `${code}\nexport {}\n`)
      places.set(file, `${page.path}:${line}`)
    }
  const options = compilerOptions()
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists, getSourceFile } = host
  host.fileExists = (file) => programs.has(file) || fileExists(file)
  host.readFile = (file) => programs.get(file) ?? readFile(file)
  host.getSourceFile = (file, version, ...rest) => {
    const code = programs.get(file)
    return code === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, code, version, true)
  }
  const program = ts.createProgram([...programs.keys()], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n')
    if (file === undefined) return text
    const { line } = file.getLineAndCharacterOfPosition(start)
    return `${places.get(file.fileName) ?? file.fileName}, its line ${line + 1}: ${text}`
  })
}

function compilerOptions(): ts.CompilerOptions {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const parsed = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.base.json'), {}, host)
  if (parsed === undefined) throw new Error('tsconfig.base.json cannot be read.')
  return {
    ...parsed.options,
    // Of readers, who have no sources, and whose names a page need not use again.
    customConditions: [],
    noUnusedLocals: false,
    noUnusedParameters: false,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
  }
}
