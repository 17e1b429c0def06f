// A plugin of typedoc, for `npm run docs:site`: a page is called by its heading, and stands in the group of its folder.
import { Converter } from 'typedoc'

const groups = [
  ['/examples/', 'Examples'],
  ['/packages/', 'Packages'],
  ['/docs/guides/', 'Guides'],
  ['/docs/reference/', 'Options, commands, operations'],
  ['/docs/decisions/', 'Decisions'],
  ['/docs/', 'Background'],
]

export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, page) => {
    const path = app.files.getReflectionPath(page) ?? ''
    const heading = /^# (.+)$/m.exec(page.content.map(({ text }) => text).join(''))
    if (heading !== null) page.name = heading[1].replaceAll('`', '')
    page.frontmatter.group = groups.find(([folder]) => path.includes(folder))?.[1] ?? 'Background'
  })
}
