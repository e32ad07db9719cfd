import { describe, expect, test } from 'vitest'

import { addDays, daysBetween, makeDates, weekdayOf } from './dates.ts'

// A zone whose law every browser and server agrees about.
const dates = makeDates('America/Toronto', 'en')

describe('words', () => {
  test('a time is small-lettered and never breaks between number and pm', () => {
    expect(dates.time('2027-06-09T17:15:00Z')).toBe('1:15\u00a0pm')
  })

  test('a span says am or pm once, unless it passes noon', () => {
    expect(dates.range('2027-06-09T17:15:00Z', '2027-06-09T18:15:00Z')).toBe('1:15\u00a0– 2:15\u00a0pm')
    expect(dates.range('2027-06-09T15:30:00Z', '2027-06-09T16:15:00Z')).toBe('11:30\u00a0am\u00a0– 12:15\u00a0pm')
  })

  test('a day has its month after it', () => {
    expect(dates.day('2019-03-12')).toBe('Tuesday 12 March 2019')
  })

  test('French counts to 24 and has no narrow spaces', () => {
    const french = makeDates('America/Toronto', 'fr')

    expect(french.time('2027-06-09T17:15:00Z')).toBe('13\u00a0h\u00a015')
    expect(french.day('2019-03-12')).toBe('mardi 12 mars 2019')
  })
})

describe('the studio’s clock', () => {
  test('a day is the studio’s, wherever the browser is', () => {
    expect(dates.dayOf('2027-06-10T03:30:00Z')).toBe('2027-06-09')
  })

  test('what the server writes with an offset is taken as it stands', () => {
    expect(dates.wall('2027-06-20T13:15:00-09:00')).toEqual({ day: '2027-06-20', time: '13:15' })
  })

  test('UTC, however it is written, is turned into the studio’s time', () => {
    expect(dates.wall('2027-06-11T17:15:00+00:00').time).toBe('13:15')
    expect(dates.wall('2027-06-11T17:15:00Z').time).toBe('13:15')
  })

  test('a server that knows a newer law corrects the browser for that day', () => {
    const moved = makeDates('America/Halifax', 'en')
    expect(moved.instant('2027-01-20', '14:00')).toBe('2027-01-20T18:00:00Z')

    moved.wall('2027-01-20T09:00:00-03:00') // the browser believes −04:00

    expect(moved.instant('2027-01-20', '14:00')).toBe('2027-01-20T17:00:00Z')
    expect(moved.wall(Date.parse('2027-01-20T17:00:00Z')).time).toBe('14:00')
  })
})

describe('clock changes', () => {
  test('an hour that is left out is no moment', () => {
    expect(dates.instant('2027-03-14', '02:30')).toBeNull()
    expect(dates.instant('2027-03-14', '03:30')).toBe('2027-03-14T07:30:00Z')
  })

  test('of an hour that comes twice the first is meant', () => {
    expect(dates.instant('2027-11-07', '01:30')).toBe('2027-11-07T05:30:00Z')
  })

  test('the days of a change are known', () => {
    expect(dates.clockChange('2027-03-14')).toBe(1)
    expect(dates.clockChange('2027-11-07')).toBe(-1)
    expect(dates.clockChange('2027-06-01')).toBe(0)
  })
})

test('days are counted without clocks', () => {
  expect(addDays('2027-03-13', 2)).toBe('2027-03-15')
  expect(daysBetween('2027-03-13', '2027-04-01')).toBe(19)
  expect(weekdayOf('2027-03-08')).toBe(0)
})
