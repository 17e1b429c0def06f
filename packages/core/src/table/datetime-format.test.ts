import { describe, expect, it } from 'vitest'
import { datetimeFormatsOf, datetimeFormatter, exactDatetimeParser } from './datetime-format.ts'

describe('datetimeFormatsOf', () => {
  it.each([
    ['2007-11-11', '%Y-%m-%d', Date.UTC(2007, 10, 11)],
    ['2016-02-03T07:55:29Z', '%Y-%m-%dT%H:%M:%SZ', Date.UTC(2016, 1, 3, 7, 55, 29)],
    ['2016-02-03 07:55:29.123', '%Y-%m-%d %H:%M:%S.%L', Date.UTC(2016, 1, 3, 7, 55, 29, 123)],
    ['2016-02-03T07:55+02:00', '%Y-%m-%dT%H:%M+02:00', Date.UTC(2016, 1, 3, 7, 55)],
    ['3/8/1971', '%-m/%-d/%Y', Date.UTC(1971, 2, 8)],
    ['25/12/2020', '%d/%m/%Y', Date.UTC(2020, 11, 25)],
    ['01.02.2020', '%d.%m.%Y', Date.UTC(2020, 1, 1)],
    ['1/5/2020 9:05 PM', '%-m/%-d/%Y %-I:%M %p', Date.UTC(2020, 0, 5, 21, 5)],
    ['02-Jan-06', '%d-%b-%y', Date.UTC(2006, 0, 2)],
    ['January 2, 2006', '%B %-d, %Y', Date.UTC(2006, 0, 2)],
    ['Mon, 02 Jan 2006 15:04:05 GMT', '%a, %d %b %Y %H:%M:%S GMT', Date.UTC(2006, 0, 2, 15, 4, 5)],
    ['0020-01-31', '%Y-%m-%d', new Date('0020-01-31').getTime()],
  ])('finds the format of %s', (text, format, value) => {
    const fitting = datetimeFormatsOf(text).filter((each) => !Number.isNaN(exactDatetimeParser(each)(text)))
    expect(fitting[0]).toBe(format)
    expect(exactDatetimeParser(format)(text)).toBe(value)
    expect(datetimeFormatter(format)(value)).toBe(text)
  })

  it.each(['2023-02-30', '2016-02-03T07:55:29.123456Z', '24:00:00', 'soon', '12-34-5678', '2016-13-01'])(
    'refuses %s',
    (text) => {
      const fitting = datetimeFormatsOf(text).filter((each) => !Number.isNaN(exactDatetimeParser(each)(text)))
      expect(fitting).toEqual([])
    },
  )
})
