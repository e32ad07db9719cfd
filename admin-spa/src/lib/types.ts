/** The shapes of the staff API by the names the screens use, from the generated schema (`npm run types`). */
import type { components } from './schema.gen.d.ts'

type Schemas = components['schemas']
type Mutable<T> = { -readonly [Name in keyof T]: T[Name] }

export type Page<T> = { results: T[]; next: string | null }
export type Ref = Schemas['NamedOutput']
export type Me = Mutable<Schemas['MeOutput']>

export type Status = Schemas['AppointmentStatus']
export type Appointment = Schemas['AppointmentOutput']
/** `actor` is "client", "staff", "system" or the name of whoever it was. The schema leaves `detail` open. */
export type TimelineEntry = Omit<Schemas['EventOutput'], 'detail'> & {
  detail: { reason?: string; old_starts_at?: string; override_rules?: boolean }
}
export type AppointmentDetail = Omit<Schemas['AppointmentDetailOutput'], 'timeline'> & { timeline: TimelineEntry[] }
/** A time that somebody is booking online at this moment. */
export type Hold = Schemas['LiveHoldOutput']
export type Today = Schemas['TodayOutput']

export type Slots = Schemas['SlotsOutput']
export type Explanation = Schemas['ExplanationOutput']
export type Client = Schemas['ClientOutput']

export type Service = Mutable<Schemas['StaffServiceOutput']>
export type Practitioner = Schemas['StaffPractitionerOutput']
export type Room = Schemas['StaffRoomOutput']
/** Weekly wall times, Monday 0; "24:00" is the end of the day. */
export type Hours = Schemas['WeekShape']
export type Closure = Schemas['ClosureOutput']
export type Conflicts = Schemas['ConflictsOutput']
export type StudioSettings = Mutable<Schemas['StaffStudioOutput']>

export type Message = Schemas['MessageOutput']
export type MessageDetail = Schemas['MessageDetailOutput']
export type MessageStatus = Schemas['MessageStatus']
/** What wants an answer: people not reached, messages and jobs that are late. */
export type Attention = Schemas['AttentionOutput']

export type Template = Schemas['TemplateOutput']
export type TemplatePreview = Schemas['TemplatePreviewOutput']
export type ReminderRule = Schemas['ReminderRuleOutput']
export type Reminders = Schemas['RemindersOutput']
export type CalendarFeed = Schemas['CalendarFeedOutput']
