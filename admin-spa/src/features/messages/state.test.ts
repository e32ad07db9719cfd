import { expect, test } from 'vitest'

import { aFailure, aMessage } from '../../testing/fake-outbox.ts'
import { cueOf } from './state.ts'

const NOW = Date.parse('2027-03-09T12:00:00-07:00')
const due = (at: string) => ({ status: 'waiting' as const, next_attempt_at: `2027-03-09T${at}:00-07:00` })

test.each([
  ['what is due later waits', aMessage({ ...due('13:00'), tries: 0 }), 'waiting'],
  ['what was tried waits for the next try', aMessage({ ...due('12:10'), tries: 2 }), 'retrying'],
  ['five minutes after its time it is not late yet', aMessage({ ...due('11:55'), tries: 0 }), 'waiting'],
  ['six minutes after its time it is', aMessage({ ...due('11:54'), tries: 2 }), 'late'],
  ['what was taken a moment ago is being sent', aMessage({ status: 'sending', status_at: '2027-03-09T11:59:00-07:00' }), 'sending'],
  ['what somebody has had in hand for a quarter of an hour hangs', aMessage({ status: 'sending', status_at: '2027-03-09T11:45:00-07:00' }), 'late'],
  ['what failed wants an answer', aFailure(), 'failed'],
  ['what nobody knows of may have arrived', aFailure({ failure: 'unknown' }), 'uncertain'],
  ['what was sent again wants none', aFailure({ settled_at: '2027-03-09T11:00:00-07:00', resent_as: 'another' }), 'resent'],
  ['what was put aside wants none', aFailure({ settled_at: '2027-03-09T11:00:00-07:00' }), 'dismissed'],
  ['the rest says what it is', aMessage({ status: 'missed' }), 'missed'],
] as const)('%s', (_, message, cue) => {
  expect(cueOf(message, NOW)).toBe(cue)
})
