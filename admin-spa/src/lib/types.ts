/** The shapes of the staff API (docs/plan.md), as far as the screens read them. */
import type { Money } from './money.ts'

export type Ref = { slug: string; name: string }
export type Page<T> = { results: T[]; next: string | null }

export type Role = 'owner' | 'front_desk' | 'practitioner'
export type Me = {
  email: string
  name: string
  role: Role
  practitioner: string | null
  /** Null until the owner has set it up. */
  studio: { name: string; time_zone: string; currency: string } | null
}

export type Status = 'awaiting_payment' | 'confirmed' | 'completed' | 'no_show' | 'cancelled' | 'expired'
export type Action = 'cancel' | 'reschedule' | 'complete' | 'no_show'
export type Appointment = {
  reference: string
  status: Status
  starts_at: string
  ends_at: string
  service: Ref
  practitioner: Ref
  room: Ref | null
  client: { id: number; name: string; email: string; phone: string }
  contact_name: string
  contact_phone: string
  price: Money
  late_fee: Money
  free_cancellation_until: string | null
  note: string
  source: string
  booked_at: string
  cancellation: { at: string; by: string; reason: string; charged_late_fee: Money } | null
  actions: Action[]
}
/** `actor` is "client", "staff", "system" or the name of whoever it was. */
export type TimelineEntry = {
  at: string
  actor: string
  kind: string
  from: string
  to: string
  detail: { reason?: string; old_starts_at?: string; override_rules?: boolean }
}
export type AppointmentDetail = Appointment & { timeline: TimelineEntry[] }

export type Hold = { starts_at: string; ends_at: string; service: Ref; practitioner: Ref; expires_at: string }
export type Today = { day: string; time_zone: string; now: string; appointments: Appointment[]; holds: Hold[] }

export type Slot = { starts_at: string; ends_at: string; practitioners: string[] }
export type Slots = { time_zone: string; slots: Slot[] }
export type Explanation = { free: boolean; reasons: { practitioner: string | null; code: string; detail: string }[] }

export type Client = { id: number; name: string; email: string; phone: string }

export type Service = Ref & {
  summary: string
  description: string
  duration_minutes: number
  buffer_before_minutes: number
  buffer_after_minutes: number
  price: Money
  asks_health_consent: boolean
  practitioners: string[]
  rooms: string[]
  position: number
  archived_at: string | null
}
export type Practitioner = Ref & { title: string; bio: string; user: string | null; position: number; archived_at: string | null }
export type Room = Ref & { position: number; archived_at: string | null }

export type Interval = { weekday: number; opens: string; closes: string }
export type Break = { weekday: number; starts: string; ends: string }
/** Weekly wall times, Monday 0. */
export type Hours = { intervals: Interval[]; breaks: Break[] }

export type Closure = {
  id: number
  practitioner: string | null
  kind: 'days' | 'weekly'
  first_day: string | null
  last_day: string | null
  weekday: number | null
  starts: string | null
  ends: string | null
  reason: string
}

export type StudioSettings = {
  name: string
  tagline: string
  description: string
  time_zone: string
  currency: string
  email: string
  phone: string
  address_street: string
  address_city: string
  address_region: string
  address_postal_code: string
  address_country: string
  arrival_note: string
  slot_grid_minutes: number
  minimum_notice_minutes: number
  horizon_days: number
  cancel_deadline_minutes: number
  reschedule_deadline_minutes: number
  late_cancellation_percent: number
  hold_minutes: number
}
