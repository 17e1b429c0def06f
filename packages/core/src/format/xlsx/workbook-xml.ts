import { escapeXml, xmlHead } from './escape-xml.ts'
import type { TextFile } from './zip-texts.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const sheetFile = 'xl/worksheets/sheet1.xml'
export const textsFile = 'xl/sharedStrings.xml'

/**
 * The parts of a workbook with one sheet, besides {@link sheetFile} and {@link textsFile} (ECMA-376, 12.2 and 18). Style 0 is the
 * general one; the style i + 1 shows numbers by `dateFormats[i]`.
 */
export function workbookFiles(sheet: string, dateFormats: readonly string[]): TextFile[] {
  const file = (name: string, xml: string): TextFile => ({ name, pieces: [xmlHead + xml] })
  const relations = (targets: Readonly<Record<string, string>>) => {
    const each = Object.entries(targets).map(
      ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`,
    )
    return `<Relationships xmlns="${packaging}/relationships">${each.join('')}</Relationships>`
  }
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${contentType}.${type}+xml"/>`
  return [
    file(
      '[Content_Types].xml',
      `<Types xmlns="${packaging}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        override('xl/workbook.xml', 'sheet.main') +
        override(sheetFile, 'worksheet') +
        override(textsFile, 'sharedStrings') +
        `${override('xl/styles.xml', 'styles')}</Types>`,
    ),
    file('_rels/.rels', relations({ officeDocument: 'xl/workbook.xml' })),
    file(
      'xl/_rels/workbook.xml.rels',
      relations({
        worksheet: 'worksheets/sheet1.xml',
        sharedStrings: 'sharedStrings.xml',
        styles: 'styles.xml',
      }),
    ),
    file(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escapeXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    file('xl/styles.xml', stylesXml(dateFormats)),
  ]
}

/** The first number of a format that is not one of the built-in ones. */
const firstFormat = 164

function stylesXml(formats: readonly string[]): string {
  const numberFormats = formats.map(
    (format, i) => `<numFmt numFmtId="${firstFormat + i}" formatCode="${escapeXml(format)}"/>`,
  )
  const cellFormat = (id: number) =>
    `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
  const cellFormats = formats.map((_, i) => cellFormat(firstFormat + i))
  return (
    `<styleSheet xmlns="${main}">` +
    (formats.length === 0 ? '' : `<numFmts count="${formats.length}">${numberFormats.join('')}</numFmts>`) +
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${formats.length + 1}">${cellFormat(0)}${cellFormats.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  )
}
