import { expect, test } from 'vitest'

import { inUnits, offsetOf } from './offsets.ts'

test.each([
  [2880, { count: 2, unit: 'days' }],
  [120, { count: 2, unit: 'hours' }],
  [1500, { count: 25, unit: 'hours' }],
  [90, { count: 90, unit: 'minutes' }],
] as const)('%i minutes are said in the largest unit that fits whole', (minutes, said) => {
  expect(inUnits(minutes)).toEqual(said)
})

test.each([
  ['', 'hours', 'number'],
  ['two', 'hours', 'number'],
  ['14', 'minutes', 'range'],
  ['15', 'days', 'range'],
  ['48', 'hours', 'twice'],
] as const)('"%s" %s is refused: %s', (typed, unit, trouble) => {
  expect(offsetOf(typed, unit, [{ audience: 'client', channel: 'email', minutes_before: 2880 }])).toEqual({ trouble })
})

test('the bounds themselves are taken', () => {
  expect([offsetOf('15', 'minutes', []), offsetOf('14', 'days', [])]).toEqual([{ minutes: 15 }, { minutes: 20160 }])
})
