import type { ReminderRule } from '../../lib/types.ts'

export const UNITS = ['minutes', 'hours', 'days'] as const
export type Unit = (typeof UNITS)[number]

const MINUTES: Record<Unit, number> = { minutes: 1, hours: 60, days: 24 * 60 }
/** What the server takes. */
const LEAST = 15
const MOST = 14 * MINUTES.days

/** An offset in the words one would use for it: 2 days rather than 48 hours or 2,880 minutes. */
export function inUnits(minutes: number): { count: number; unit: Unit } {
  const unit = UNITS.toReversed().find((one) => minutes % MINUTES[one] === 0) ?? 'minutes'
  return { count: minutes / MINUTES[unit], unit }
}

export type Trouble = 'number' | 'range' | 'twice'

/** Minutes of what was typed, or why it cannot be one more reminder beside `others`. */
export function offsetOf(typed: string, unit: Unit, others: readonly ReminderRule[]): { minutes: number } | { trouble: Trouble } {
  if (!/^\d{1,5}$/.test(typed.trim())) return { trouble: 'number' }
  const minutes = Number(typed) * MINUTES[unit]
  if (minutes < LEAST || minutes > MOST) return { trouble: 'range' }
  if (others.some(({ minutes_before }) => minutes_before === minutes)) return { trouble: 'twice' }
  return { minutes }
}
