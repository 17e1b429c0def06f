import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageTypes = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The parts around a sheet (ECMA-376, part 1). */
const parts: ReadonlyMap<string, string> = new Map([
  [
    '[Content_Types].xml',
    `${xml}<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${xml}<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${xml}<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${xml}<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
])

/** A workbook with one sheet, made of what a spreadsheet would write between `<sheetData>` and its end. */
export function workbookOf(rows: string): Promise<Buffer> {
  return zipped((zip) => {
    const sheet = `${xml}<worksheet xmlns="${spreadsheet}"><sheetData>${rows}</sheetData></worksheet>`
    zip.addBuffer(Buffer.from(sheet), 'xl/worksheets/sheet1.xml')
  })
}

/** A workbook whose sheet is whatever the stream gives, packed. */
export function workbookOfStream(sheet: Readable): Promise<Buffer> {
  return zipped((zip) => zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml'))
}

function zipped(addSheet: (zip: ZipFile) => void): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of parts) zip.addBuffer(Buffer.from(text), name)
  addSheet(zip)
  zip.end()
  return buffer(zip.outputStream)
}
