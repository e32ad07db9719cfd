import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'

// The server's golden files, read by another library than the one that wrote them, with the zones that are in them.
const GOLDEN = resolve(import.meta.dirname, '../../../backend/bookings/tests/calendars/golden')
type Expected = Record<string, { method: string; events: { uid: string; start: string; end: string; sequence: number }[] }>
const expected = JSON.parse(readFileSync(resolve(GOLDEN, 'expected.json'), 'utf8')) as Expected

const utc = (time: ICAL.Time) => new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z')

describe('calendar files over a change of clocks', () => {
  it.each(Object.entries(expected))('%s reads as booked', (name, { method, events }) => {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(resolve(GOLDEN, name), 'utf8')) as never)

    const found = calendar.getAllSubcomponents('vevent').map((part) => {
      const event = new ICAL.Event(part)
      return { uid: event.uid, start: utc(event.startDate), end: utc(event.endDate), sequence: event.sequence }
    })

    expect({ method: calendar.getFirstPropertyValue('method'), events: found }).toEqual({ method, events })
  })
})
