import { expect, test } from 'vitest'

import { someHours } from '../../testing/builders.ts'
import type { Closure } from '../../lib/types.ts'
import { freeSpans, type Span } from './gaps.ts'

const CLOSURE: Omit<Closure, 'id'> = { practitioner: null, kind: 'days', first_day: '2027-03-09', last_day: '2027-03-09', weekday: null, starts: null, ends: null, reason: '' }
/** Tuesday, at work from 9 to 17:30 with a break from 12 to 12:30. */
const tuesday = { day: '2027-03-09', weekday: 1, practitioner: 'maren', hours: someHours(), closures: [], busy: [], from: 0, shortest: 60 }
const at = (spans: Span[]) => spans.map(([from, to]) => `${from / 60}-${to / 60}`)

test('a day that nobody booked is free but for its break', () => {
  expect(at(freeSpans(tuesday))).toEqual(['9-12', '12.5-17.5'])
})

test('what is taken is not free, and what is left must be long enough for something', () => {
  expect(at(freeSpans({ ...tuesday, busy: [[600, 675], [690, 720]] }))).toEqual(['9-10', '12.5-17.5'])
})

test('what is over is not offered', () => {
  expect(at(freeSpans({ ...tuesday, from: 780 }))).toEqual(['13-17.5'])
})

test('a weekday without hours has no gaps', () => {
  expect(freeSpans({ ...tuesday, weekday: 6 })).toEqual([])
})

test.each<[string, Partial<typeof CLOSURE>, string[]]>([
  ['everybody’s day', {}, []],
  ['another day', { first_day: '2027-03-10', last_day: '2027-03-10' }, ['9-12', '12.5-17.5']],
  ['somebody else’s day', { practitioner: 'anouk' }, ['9-12', '12.5-17.5']],
  ['a part of the day', { starts: '13:00', ends: '24:00' }, ['9-12']],
  ['every Tuesday', { weekday: 1, first_day: null, last_day: null, starts: '09:00', ends: '13:00' }, ['13-17.5']],
  ['every Friday', { weekday: 4, first_day: null, last_day: null }, ['9-12', '12.5-17.5']],
])('a closure of %s', (_, closure, left) => {
  expect(at(freeSpans({ ...tuesday, closures: [{ ...CLOSURE, ...closure }] }))).toEqual(left)
})
