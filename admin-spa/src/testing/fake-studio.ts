/**
 * A studio in memory that speaks the staff API: what the tests of screens talk to. It knows shapes and states, not rules.
 * Its clock stands at `now`.
 */
import type { AppointmentDetail, Client, Closure, Hold, Hours, Me, Practitioner, Room, Service, StudioSettings } from '../lib/types.ts'
import { aHold, aMe, anAppointment, aPractitioner, aRoom, aService, someHours, someSettings, ZONE } from './builders.ts'
import { FakeOutbox } from './fake-outbox.ts'

export type Asked = { method: string; path: string; query: URLSearchParams; body: unknown; headers: Headers }
export type Answered = { status: number; body?: unknown; headers?: Record<string, string> }
type Body = Record<string, unknown>
type Handler = (asked: Asked & { body: Body; parts: string[] }) => Answered

export class FakeStudio {
  now = '2027-03-09T12:53:00-07:00'
  token = 'a-token'
  me: Me = aMe()
  settings: StudioSettings = someSettings()
  services: Service[] = [aService()]
  practitioners: Practitioner[] = [aPractitioner(), aPractitioner({ slug: 'anouk', name: 'Anouk', position: 2 })]
  rooms: Room[] = [aRoom(), aRoom({ slug: 'room-2', name: 'Room 2', position: 2 })]
  hours: Record<string, Hours> = { maren: someHours(), anouk: someHours() }
  closures: Closure[] = []
  clients: Client[] = []
  appointments: AppointmentDetail[] = []
  holds: Hold[] = []
  outbox = new FakeOutbox(() => this.now)
  freeTimes = ['09:00', '09:15', '10:30', '13:00', '15:30', '16:30']
  /** Everything that was asked, for tests that look at what left the app. */
  asked: Asked[] = []
  pageSize = 25
  /** What any closure would lie over. */
  conflicting: AppointmentDetail[] = []

  answer(asked: Asked): Answered {
    this.asked.push(asked)
    const key = `${asked.method} ${asked.path}`
    const rule = [...this.#rules, ...this.outbox.rules].find(([pattern]) => pattern.test(key))
    if (!rule) return problem(404, 'missing', 'Not found')
    const isOpen = asked.path.startsWith('auth/app/v1/auth/login') || asked.path.startsWith('auth/app/v1/auth/password')
    if (!isOpen && asked.headers.get('Authorization') !== `Token ${this.token}`) {
      return problem(401, 'not-authenticated', 'Sign in first')
    }
    const parts = rule[0].exec(key)?.slice(1) ?? []
    return rule[1]({ ...asked, body: (asked.body ?? {}) as Body, parts: parts.map(decodeURIComponent) })
  }

  #undoable = new Map<string, AppointmentDetail>()
  #changes = 0

  #rules: [RegExp, Handler][] = [
    [/^POST auth\/app\/v1\/auth\/login$/, ({ body }) => (body.password === 'right' ? this.#signedIn() : wrongPassword())],
    [/^GET auth\/app\/v1\/auth\/password\/reset$/, ({ headers }) => (headers.get('X-Password-Reset-Key') === 'good' ? this.#signedIn() : deadLink())],
    [/^POST auth\/app\/v1\/auth\/password\/reset$/, ({ body }) => (String(body.password).length > 9 ? this.#signedIn() : weakPassword())],
    [/^DELETE auth\/app\/v1\/auth\/session$/, () => ({ status: 401, body: { status: 401 } })],
    [/^POST auth\/rotation$/, () => ({ status: 200, body: { access_token: this.token, expires_at: '2027-03-11T00:00:00Z' } })],
    [/^POST auth\/app\/v1\/account\/password\/change$/, () => ({ status: 401, body: { status: 401 } })],
    [/^GET staff\/me$/, () => ok(this.me)],
    [/^GET staff\/today$/, ({ query }) => ok(this.#today(query.get('day') ?? this.now.slice(0, 10)))],
    [/^GET staff\/appointments$/, ({ query }) => ok(this.#page(this.#filtered(query), query))],
    [/^POST staff\/appointments$/, ({ body }) => this.#book(body)],
    [/^GET staff\/appointments\/([^/]+)$/, ({ parts }) => this.#one(parts[0])],
    [/^POST staff\/appointments\/([^/]+)\/cancellation$/, ({ parts, body }) => this.#cancel(parts[0], body)],
    [/^POST staff\/appointments\/([^/]+)\/completion$/, ({ parts }) => this.#mark(parts[0], 'completed')],
    [/^POST staff\/appointments\/([^/]+)\/no-show$/, ({ parts }) => this.#mark(parts[0], 'no_show')],
    [/^POST staff\/appointments\/([^/]+)\/reschedule$/, ({ parts, body }) => this.#changeWithUndo(parts[0], { starts_at: String(body.starts_at) })],
    [/^POST staff\/appointments\/([^/]+)\/undo$/, ({ parts, body }) => this.#undo(parts[0], body)],
    [/^GET staff\/slots$/, ({ query }) => ok(this.#slots(query))],
    [/^GET staff\/slots\/explanation$/, () => ok(CLOSED)],
    [/^GET staff\/clients$/, ({ query }) => ok(this.#page(this.#found(query.get('q') ?? ''), query))],
    [/^GET staff\/clients\/(\d+)$/, ({ parts }) => orMissing(this.clients.find(({ id }) => String(id) === parts[0]))],
    [/^GET staff\/(services|practitioners|rooms)$/, ({ parts, query }) => ok(this.#page(this.#named(parts[0]), query))],
    [/^POST staff\/(services|practitioners|rooms)$/, ({ parts, body }) => this.#create(parts[0], body)],
    [/^GET staff\/(services|practitioners|rooms)\/([^/]+)$/, ({ parts }) => orMissing(this.#find(parts[0], parts[1]))],
    [/^PATCH staff\/(services|practitioners|rooms)\/([^/]+)$/, ({ parts, body }) => orMissing(assign(this.#find(parts[0], parts[1]), body))],
    [/^POST staff\/(services|practitioners|rooms)\/([^/]+)\/(archive|restore)$/, ({ parts }) =>
      orMissing(assign(this.#find(parts[0], parts[1]), { archived_at: parts[2] === 'archive' ? this.now : null }))],
    [/^GET staff\/practitioners\/([^/]+)\/hours$/, ({ parts }) => orMissing(this.hours[parts[0] ?? ''])],
    [/^PUT staff\/practitioners\/([^/]+)\/hours$/, ({ parts, body }) => ok((this.hours[parts[0] ?? ''] = body as Hours))],
    [/^GET staff\/closures$/, ({ query }) => ok(this.#page(this.closures, query))],
    [/^POST staff\/closures$/, ({ body }) => this.#close(body)],
    [/^POST staff\/closures\/conflicts$/, () => ok({ count: this.conflicting.length, appointments: this.conflicting, holds: 0 })],
    [/^DELETE staff\/closures\/(\d+)$/, ({ parts }) => {
      this.closures = this.closures.filter(({ id }) => String(id) !== parts[0])
      return { status: 204 }
    }],
    [/^GET staff\/studio$/, () => ok(this.settings)],
    [/^POST staff\/studio$/, ({ body }) => ({ status: 201, body: Object.assign(this.settings, body) })],
    [/^PATCH staff\/studio$/, ({ body }) => ok(Object.assign(this.settings, body))],
  ]

  #signedIn(): Answered {
    const user = { id: 1, email: this.me.email, name: this.me.name, role: this.me.role, language: 'en' }
    const meta = { is_authenticated: true, access_token: this.token, expires_at: '2027-03-10T19:53:00Z' }
    return ok({ status: 200, data: { user }, meta })
  }

  #today(day: string) {
    const isOn = ({ starts_at }: { starts_at: string }) => starts_at.startsWith(day)
    return { day, time_zone: ZONE, now: this.now, appointments: this.appointments.filter(isOn), holds: this.holds.filter(isOn) }
  }

  #filtered(query: URLSearchParams): AppointmentDetail[] {
    const q = (query.get('q') ?? '').toLowerCase()
    return this.appointments
      .filter(({ status }) => !query.has('status') || query.getAll('status').includes(status))
      .filter(({ starts_at }) => !query.get('from') || starts_at.slice(0, 10) >= String(query.get('from')))
      .filter(({ starts_at }) => !query.get('to') || starts_at.slice(0, 10) <= String(query.get('to')))
      .filter(({ service }) => !query.get('service') || service.slug === query.get('service'))
      .filter(({ practitioner }) => !query.get('practitioner') || practitioner.slug === query.get('practitioner'))
      .filter(({ client }) => `${client.name} ${client.email} ${client.phone}`.toLowerCase().includes(q))
      .toSorted((a, b) => a.starts_at.localeCompare(b.starts_at) * (query.get('order') === '-starts_at' ? -1 : 1))
  }

  #page<T>(all: readonly T[], query: URLSearchParams) {
    const start = Number(query.get('cursor') ?? 0)
    const end = start + this.pageSize
    return { results: all.slice(start, end), next: end < all.length ? String(end) : null }
  }

  #one(reference: string | undefined): Answered {
    return orMissing(this.appointments.find((one) => one.reference === reference))
  }

  #change(reference: string | undefined, changed: Partial<AppointmentDetail>): Answered {
    return orMissing(assign(this.appointments.find((one) => one.reference === reference), changed))
  }

  #mark(reference: string | undefined, status: 'completed' | 'no_show'): Answered {
    return this.#change(reference, { status, actions: [status === 'completed' ? 'no_show' : 'complete'] })
  }

  #cancel(reference: string | undefined, { reason = '' }: Body): Answered {
    const cancellation = { at: this.now, by: 'studio', reason: String(reason), charged_late_fee: { amount: 0, currency: 'CAD' } }
    return this.#changeWithUndo(reference, { status: 'cancelled', actions: [], cancellation })
  }

  #changeWithUndo(reference: string | undefined, changed: Partial<AppointmentDetail>): Answered {
    const before = this.appointments.find((one) => one.reference === reference)
    if (before) this.#undoable.set(before.reference, { ...before })
    const undo_until = new Date(Date.parse(this.now) + 180_000).toISOString()
    return this.#change(reference, { ...changed, undo_until, undo_change: `change-${++this.#changes}` })
  }

  #undo(reference = '', { change }: Body): Answered {
    const present = this.appointments.find((one) => one.reference === reference)?.undo_change
    if (change !== present) return problem(422, 'nothing-to-undo', 'This was changed again since')
    const before = this.#undoable.get(reference)
    this.#undoable.delete(reference)
    return before ? this.#change(reference, { ...before, undo_until: null, undo_change: null }) : problem(422, 'nothing-to-undo', 'There is nothing to undo')
  }

  #book(body: Body): Answered {
    const given = body.client as { id?: number; name?: string; email?: string; phone?: string }
    const client = this.clients.find(({ id }) => id === given.id) ?? { id: 99, name: '', email: '', phone: '', language: 'en', ...given }
    const service = this.services.find(({ slug }) => slug === body.service) ?? aService()
    const practitioner = this.practitioners.find(({ slug }) => slug === (body.practitioner ?? 'maren')) ?? aPractitioner()
    const booked = anAppointment({ service, practitioner, client, contact_name: client.name, starts_at: String(body.starts_at), source: 'staff' })
    this.appointments.push(booked)
    return { status: 201, body: booked }
  }

  #slots(query: URLSearchParams) {
    const [from, to] = [String(query.get('from')), String(query.get('to'))]
    const days: string[] = []
    for (let day = from; day <= to; day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)) days.push(day)
    const slots = days.flatMap((day) =>
      this.freeTimes.map((time) => ({
        starts_at: `${day}T${time}:00-0${day < '2027-03-14' ? 7 : 6}:00`,
        ends_at: `${day}T${time}:00-0${day < '2027-03-14' ? 7 : 6}:00`,
        practitioners: [query.get('practitioner') ?? 'maren'],
      })),
    )
    return { time_zone: ZONE, slots }
  }

  #found(q: string): Client[] {
    return this.clients.filter(({ name, email, phone }) => `${name} ${email} ${phone}`.toLowerCase().includes(q.toLowerCase()))
  }

  #named(kind: string | undefined): (Service | Practitioner | Room)[] {
    return kind === 'services' ? this.services : kind === 'rooms' ? this.rooms : this.practitioners
  }

  #find(kind: string | undefined, slug: string | undefined) {
    return this.#named(kind).find((one) => one.slug === slug)
  }

  #create(kind: string | undefined, body: Body): Answered {
    if (!body.name) return invalid('#/name', 'Write a name.')
    const price = { amount: Number(body.price_minor ?? 0), currency: 'CAD' }
    const made = { position: 9, archived_at: null, practitioners: [], rooms: [], price, ...body, slug: String(body.name).toLowerCase().replaceAll(' ', '-') }
    this.#named(kind).push(made as unknown as Service)
    return { status: 201, body: made }
  }

  #close(body: Body): Answered {
    const made = { practitioner: null, weekday: null, first_day: null, last_day: null, starts: null, ends: null, reason: '', ...body, id: this.closures.length + 1 }
    this.closures.push(made as Closure)
    return { status: 201, body: { closure: made, conflicts: { count: 0, appointments: [], holds: 0 } } }
  }
}

const CLOSED = {
  free: false,
  reasons: [{ practitioner: 'maren', code: 'outside-hours', detail: 'Maren does not work for the whole of the treatment and its buffers.' }],
}

export function problem(status: number, slug: string, title: string, more: Body = {}): Answered {
  const body = { type: `/problems/${slug}`, title, status, detail: title, instance: '/requests/01', ...more }
  return { status, body, headers: { 'Content-Type': 'application/problem+json' } }
}

export function invalid(pointer: string, detail: string): Answered {
  return problem(400, 'invalid', 'Some fields are wrong', { errors: [{ pointer, code: 'invalid', detail }] })
}

function ok(body: unknown): Answered {
  return { status: 200, body }
}

function orMissing(found: unknown): Answered {
  return found ? ok(found) : problem(404, 'missing', 'Not found')
}

function assign<T extends object>(found: T | undefined, changed: object): T | undefined {
  return found && Object.assign(found, changed)
}

function wrongPassword(): Answered {
  const message = 'The email address and/or password you specified are not correct.'
  return { status: 400, body: { status: 400, errors: [{ message, code: 'email_password_mismatch', param: 'password' }] } }
}

function deadLink(): Answered {
  const message = 'The password reset token was invalid.'
  return { status: 400, body: { status: 400, errors: [{ message, code: 'invalid_password_reset', param: 'key' }] } }
}

function weakPassword(): Answered {
  const message = 'This password is too short.'
  return { status: 400, body: { status: 400, errors: [{ message, code: 'password_too_short', param: 'password' }] } }
}

/** A day with one of everything: done, missed, next, waiting, held. */
export function aBusyDay(studio: FakeStudio): FakeStudio {
  const at = (from: string, to: string) => ({ starts_at: `2027-03-09T${from}:00-07:00`, ends_at: `2027-03-09T${to}:00-07:00` })
  const who = (id: number, name: string) => ({
    client: { id, name, email: `${name.split(' ')[0]?.toLowerCase()}@example.com`, phone: `+1403555${String(100 + id)}0`, language: 'en' },
    contact_name: name,
    contact_phone: '',
  })
  studio.appointments = [
    anAppointment({ ...at('09:00', '10:00'), ...who(1, 'Ines Marchetti'), status: 'completed', actions: ['no_show'] }),
    anAppointment({ ...at('10:30', '11:45'), ...who(2, 'Tom Beaulieu'), status: 'no_show', actions: ['complete'] }),
    anAppointment({ ...at('11:15', '12:15'), ...who(3, 'Hana Sato'), practitioner: { slug: 'anouk', name: 'Anouk' }, room: { slug: 'room-2', name: 'Room 2' }, actions: ['complete', 'no_show'] }),
    anAppointment({ ...at('13:15', '14:15'), ...who(4, 'Priya Nair'), note: 'Left shoulder, lighter pressure.' }),
    anAppointment({ ...at('15:00', '16:15'), ...who(5, 'Dana Kowalski'), status: 'awaiting_payment', service: { slug: 'deep-tissue', name: 'Deep tissue' }, room: { slug: 'room-2', name: 'Room 2' } }),
    anAppointment({ ...at('18:00', '19:00'), ...who(6, 'Ada Whitford'), practitioner: { slug: 'anouk', name: 'Anouk' } }),
  ]
  studio.holds = [aHold()]
  studio.clients = studio.appointments.map(({ client }) => client)
  return studio
}
