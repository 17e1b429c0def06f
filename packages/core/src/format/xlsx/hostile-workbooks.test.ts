import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { tableFromColumns } from '../../table/table-from-values.ts'
import { tableToRecords } from '../../table/table-to-records.ts'
import { formatXlsx } from './format-xlsx.ts'
import { parseXlsx } from './parse-xlsx.ts'
import { type ZipEntry, zipEntries, zipOf } from './zip-entries.ts'

const good = zipEntries(new Uint8Array(formatXlsx(tableFromColumns({ a: ['x', 'y'] }))))
const sheetPath = 'xl/worksheets/sheet1.xml'

function entryOf(name: string, text: string): ZipEntry {
  const packed = new TextEncoder().encode(text)
  return { name, packed, method: 0, crc: crc32(packed), size: packed.length }
}

/** A workbook whose only sheet has this XML. */
function workbookOf(xml: string, added: readonly ZipEntry[] = []): Uint8Array {
  const entries = good.map((each) => (each.name === sheetPath ? entryOf(sheetPath, xml) : each))
  return zipOf([...entries, ...added])
}

const head = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
function sheetOf(rows: string, { before = '', after = '' } = {}): string {
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  return `<?xml version="1.0"?><worksheet ${space}>${before}<sheetData>${head}${rows}</sheetData>${after}</worksheet>`
}
const one = '<row r="2"><c r="A2"><v>1</v></c></row>'

describe('a workbook is read', () => {
  it.each([
    ['whatever it says of its range', sheetOf(one, { before: '<dimension ref="A1:A1"/>' })],
    ['with a range of a whole sheet', sheetOf(one, { before: '<dimension ref="A1:XFD1048576"/>' })],
    [
      'with merged cells all over',
      sheetOf(one, { after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
    ],
    [
      'with columns without end',
      sheetOf(one, { before: '<cols><col min="1" max="2000000000" width="5"/></cols>' }),
    ],
    [
      'with hyperlinks',
      sheetOf(one, { after: '<hyperlinks><hyperlink ref="A1:A2" location="x"/></hyperlinks>' }),
    ],
    [
      'with a formula for a whole sheet',
      sheetOf('<row r="2"><c r="A2"><f t="array" ref="A2:XFD1048576">1</f><v>1</v></c></row>'),
    ],
    [
      'with a shared formula',
      sheetOf('<row r="2"><c r="A2"><f t="shared" ref="A2:XFD9" si="__proto__">1</f><v>1</v></c></row>'),
    ],
  ])('%s', async (_, xml) => {
    expect(tableToRecords(await parseXlsx(workbookOf(xml)))).toEqual([{ a: 1 }])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('without expanding entities', async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    const xml = sheetOf('<row r="2"><c r="A2" t="str"><v>&b;</v></c></row>').replace('?>', `?>${doctype}`)
    expect(tableToRecords(await parseXlsx(workbookOf(xml)))).toEqual([{ a: '&b;' }])
  })

  it('without what only its sheets lead to', async () => {
    const relation =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>'
    const comments =
      '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList><comment ref="XFD1048576"><text><t>x</t></text></comment></commentList></comments>'
    const added = [
      entryOf('xl/worksheets/_rels/sheet1.xml.rels', relation),
      entryOf('xl/comments1.xml', comments),
    ]
    expect(tableToRecords(await parseXlsx(workbookOf(sheetOf(one), added)))).toEqual([{ a: 1 }])
  })
})

describe('a workbook is refused', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'when a hyperlink covers a whole sheet',
      workbookOf(
        sheetOf(one, { after: '<hyperlinks><hyperlink location="x" ref="A1:XFD1048576"/></hyperlinks>' }),
      ),
      'has more than 1000000 cells with hyperlinks',
    ],
    [
      'when a hyperlink hides what it covers',
      workbookOf(sheetOf(one, { after: '<hyperlinks><hyperlink ref="A1:&#88;FD1048576"/></hyperlinks>' })),
      'a hyperlink belongs to no cells',
    ],
    [
      'with a cell in the last corner',
      workbookOf(
        sheetOf('<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>', {
          before: '<dimension ref="A1:A1"/>',
        }),
      ),
      'has 17179869184 cells within its range, more than 3000000',
    ],
    [
      'with a cell beyond every corner',
      workbookOf(sheetOf('<row r="999999999"><c r="ZZZZZZ999999999"><v>2</v></c></row>')),
      'has cells beyond row 1048576',
    ],
    [
      'with a text that it does not have',
      workbookOf(sheetOf('<row r="2"><c r="A2" t="s"><v>99</v></c></row>')),
      'is damaged, or no sheet of cells',
    ],
    [
      'with numbers that no double holds',
      workbookOf(sheetOf('<row r="2"><c r="A2"><v>1e309</v></c></row>')),
      'rows[2].a: holds a number beyond 1.8e308',
    ],
    ['in UTF-16', workbookOf(`\u0000${sheetOf(one)}`), 'is not in UTF-8'],
    ['with a tag that does not end', workbookOf(`${sheetOf(one)}<${'a'.repeat(5000)}`), 'a tag does not end'],
    [
      'that is an OpenDocument file',
      zipOf([entryOf('META-INF/manifest.xml', '<a/>')]),
      'it is an OpenDocument file',
    ],
    ['that is a Numbers file', zipOf([entryOf('Index/Document.iwa', 'a')]), 'it is a Numbers file'],
    [
      'that is a binary workbook',
      zipOf([entryOf('xl/workbook.bin', 'a')]),
      'it is a binary workbook (.xlsb)',
    ],
    [
      'that is a text document',
      zipOf([entryOf('word/document.xml', '<a/>')]),
      'it is another kind of ZIP file',
    ],
    [
      'with something before the ZIP file',
      Uint8Array.of(73, 68, 59, ...zipOf(good)),
      'it does not begin as a ZIP file',
    ],
  ])('%s', async (_, bytes, message) => {
    await expect(parseXlsx(bytes)).rejects.toThrow(message)
    await expect(parseXlsx(bytes)).rejects.toMatchObject({ code: 'PARSE_FAILED' })
  })

  it.each([
    ['cells', `<row r="2">${'<c/>'.repeat(1001)}</row>`],
    ['rows', '<row/>'.repeat(1001)],
  ])('with more %s than are allowed, before they become objects', async (what, rows) => {
    const options = { maxCells: 1000 }
    await expect(parseXlsx(workbookOf(sheetOf(rows)), options)).rejects.toThrow(
      `has more than 1000 ${what} in ${sheetPath}`,
    )
    const texts = entryOf('xl/sharedStrings.xml', `<sst>${'<si/>'.repeat(1001)}</sst>`)
    const entries = good.filter(({ name }) => name !== texts.name)
    await expect(parseXlsx(zipOf([...entries, texts]), options)).rejects.toThrow(
      'has more than 1000 shared texts',
    )
  })
})
