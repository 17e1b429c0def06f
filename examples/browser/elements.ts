/** The element of the page that has this id. */
export const element = <T extends HTMLElement>(id: string, type: new () => T): T => {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new Error(`The page has no ${id}.`)
}

export const file = element('file', HTMLInputElement)
const status = element('status', HTMLElement)
export const progress = element('progress', HTMLProgressElement)
export const download = element('download', HTMLAnchorElement)
export const engine = element('engine', HTMLSelectElement)

/** Tells people how far it is. */
export const show = (text: string): void => {
  status.textContent = text
}
