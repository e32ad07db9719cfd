import type { Closure, Hours, Ref } from '../../lib/types.ts'

/** Time of one practitioner into which something can still be booked. */
export type Gap = { practitioner: Ref; starts_at: string; ends_at: string; minutes: number }
/** Minutes of a day by the studio's clock, half-open. */
export type Span = readonly [from: number, to: number]

type Day = {
  day: string
  /** Monday 0. */
  weekday: number
  practitioner: string
  hours: Hours
  closures: readonly Omit<Closure, 'id'>[]
  /** What is taken, buffers included. */
  busy: readonly Span[]
  /** What is over cannot be booked. */
  from: number
  /** The least that anything needs, its own buffers included: shorter rests are no offer. */
  shortest: number
}

/** What is left of a practitioner's working day. In wall minutes: nobody works through the hour in which clocks change. */
export function freeSpans({ day, weekday, practitioner, hours, closures, busy, from, shortest }: Day): Span[] {
  const work = hours.intervals.filter((one) => one.weekday === weekday).map(({ opens, closes }): Span => [minutesOf(opens), minutesOf(closes)])
  const taken: Span[] = [
    [0, from],
    ...busy,
    ...hours.breaks.filter((one) => one.weekday === weekday).map(({ starts, ends }): Span => [minutesOf(starts), minutesOf(ends)]),
    ...closures.filter((one) => isOn(one, day, weekday, practitioner)).map(({ starts, ends }): Span => [minutesOf(starts ?? '00:00'), minutesOf(ends ?? '24:00')]),
  ]
  return taken.reduce(without, work).filter(([start, end]) => end - start >= shortest)
}

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function without(spans: Span[], [from, to]: Span): Span[] {
  return spans
    .flatMap(([start, end]): Span[] => [
      [start, Math.min(end, from)],
      [Math.max(start, to), end],
    ])
    .filter(([start, end]) => start < end)
}

function isOn(closure: Omit<Closure, 'id'>, day: string, weekday: number, practitioner: string): boolean {
  if (closure.practitioner !== null && closure.practitioner !== practitioner) return false
  if (closure.weekday !== null && closure.weekday !== weekday) return false
  return (closure.first_day ?? day) <= day && day <= (closure.last_day ?? day)
}
