import { expect, test } from 'vitest'

import { aHold, anAppointment } from '../../testing/builders.ts'
import { orderAgenda } from './agenda-order.ts'

const NOON = Date.parse('2027-03-09T12:00:00-07:00')
const at = (from: string, to: string) => ({ starts_at: `2027-03-09T${from}:00-07:00`, ends_at: `2027-03-09T${to}:00-07:00` })

test('what is over and marked is folded away, what is over and unmarked waits for an answer', () => {
  const done = anAppointment({ ...at('09:00', '10:00'), status: 'completed' })
  const open = anAppointment(at('10:00', '11:00'))

  const { earlier, unmarked } = orderAgenda({ appointments: [open, done], holds: [] }, NOON)

  expect([earlier, unmarked]).toEqual([[done], [open]])
})

test('whoever is here now comes before whoever comes next', () => {
  const next = anAppointment(at('12:30', '13:30'))
  const here = anAppointment(at('11:30', '12:30'))

  const agenda = orderAgenda({ appointments: [next, here], holds: [] }, NOON)

  expect(agenda.next).toBe(here)
  expect(agenda.later).toEqual([{ kind: 'appointment', appointment: next }])
})

test('times being booked online stand among the rest until they run out', () => {
  const first = anAppointment(at('13:00', '14:00'))
  const last = anAppointment(at('17:00', '18:00'))
  const held = aHold({ ...at('15:00', '16:00'), expires_at: '2027-03-09T12:05:00-07:00' })
  const gone = aHold({ ...at('16:00', '17:00'), expires_at: '2027-03-09T11:59:00-07:00' })

  const { later } = orderAgenda({ appointments: [first, last], holds: [gone, held] }, NOON)

  expect(later).toEqual([
    { kind: 'hold', hold: held },
    { kind: 'appointment', appointment: last },
  ])
})

test('a cancelled appointment is nowhere', () => {
  const cancelled = anAppointment({ ...at('13:00', '14:00'), status: 'cancelled' })

  const agenda = orderAgenda({ appointments: [cancelled], holds: [] }, NOON)

  expect(agenda).toEqual({ earlier: [], unmarked: [], next: null, later: [] })
})
