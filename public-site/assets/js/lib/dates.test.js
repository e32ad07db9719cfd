import assert from 'node:assert/strict'
import { test } from 'node:test'

import { countdown, onVisitorsClock } from './dates.js'

const HALF_PAST_FOUR_IN_TORONTO = '2027-03-11T16:30:00-05:00'

test('a countdown has minutes and two figures of seconds', () => {
  assert.deepEqual([522, 60, 9.2, 0, -3].map(countdown), ['8:42', '1:00', '0:10', '0:00', '0:00'])
})

test('nothing is added where both clocks show the same', () => {
  assert.equal(onVisitorsClock(HALF_PAST_FOUR_IN_TORONTO, 'America/Toronto', 'en', 'America/New_York'), '')
})

test("a visitor elsewhere sees the time on their own clock", () => {
  assert.equal(onVisitorsClock(HALF_PAST_FOUR_IN_TORONTO, 'America/Toronto', 'en', 'America/Halifax'), '5:30\u00a0pm')
})

test('another day is named', () => {
  const text = onVisitorsClock(HALF_PAST_FOUR_IN_TORONTO, 'America/Toronto', 'en', 'Asia/Tokyo')

  assert.match(text, /^Fri/)
})

test('French reads 22 h 30', () => {
  const text = onVisitorsClock(HALF_PAST_FOUR_IN_TORONTO, 'America/Toronto', 'fr', 'Europe/Paris')

  assert.match(text, /22\s?h\s?30/)
})

test('offsets are compared at that moment, not today', () => {
  // Panama keeps no summer time: it agrees with Toronto in winter only.
  assert.equal(onVisitorsClock('2027-01-11T16:30:00-05:00', 'America/Toronto', 'en', 'America/Panama'), '')
  assert.notEqual(onVisitorsClock('2027-07-11T16:30:00-04:00', 'America/Toronto', 'en', 'America/Panama'), '')
})
