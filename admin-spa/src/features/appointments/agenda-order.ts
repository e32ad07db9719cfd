import type { Appointment, Hold, Today } from '../../lib/types.ts'

export type AgendaItem = { kind: 'appointment'; appointment: Appointment } | { kind: 'hold'; hold: Hold }
export type Agenda = {
  /** Done with, for better or worse: folded away. */
  earlier: Appointment[]
  /** Over, but nobody has said how it went. */
  unmarked: Appointment[]
  /** Who comes next, or is here now. */
  next: Appointment | null
  /** The rest of the day, times held for somebody among them. */
  later: AgendaItem[]
}

/** Puts a day in the order in which one works through it. `now` in milliseconds. */
export function orderAgenda({ appointments, holds }: Pick<Today, 'appointments' | 'holds'>, now: number): Agenda {
  const sorted = appointments.toSorted((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))
  const isOver = (item: { ends_at: string }) => Date.parse(item.ends_at) <= now
  const isWaiting = ({ status }: Appointment) => status === 'confirmed' || status === 'awaiting_payment'

  const earlier = sorted.filter((one) => !isWaiting(one) && one.status !== 'cancelled' && one.status !== 'expired')
  const unmarked = sorted.filter((one) => isWaiting(one) && isOver(one))
  const [next = null, ...rest] = sorted.filter((one) => isWaiting(one) && !isOver(one))
  const held = holds.filter((hold) => Date.parse(hold.expires_at) > now && !isOver(hold))
  const later: AgendaItem[] = [
    ...rest.map((appointment) => ({ kind: 'appointment' as const, appointment })),
    ...held.map((hold) => ({ kind: 'hold' as const, hold })),
  ].sort((a, b) => startOf(a) - startOf(b))
  return { earlier, unmarked, next, later }
}

function startOf(item: AgendaItem): number {
  return Date.parse(item.kind === 'hold' ? item.hold.starts_at : item.appointment.starts_at)
}
