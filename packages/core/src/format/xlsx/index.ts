/**
 * XLSX workbooks, both ways.
 * @module @tabricate/core/xlsx
 */

export type { FileSource, RandomAccess } from '../random-access.ts'
export { formatXlsx, type XlsxFormatOptions } from './format-xlsx.ts'
export { parseXlsx, type XlsxParseOptions, type XlsxReadOptions } from './parse-xlsx.ts'
