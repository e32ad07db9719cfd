/** The messages of a studio in memory: ledger, templates, reminders, and a practitioner's calendar feed. */
import type { Attention, CalendarFeed, Message, MessageDetail, Reminders, Template } from '../lib/types.ts'
import type { Answered, Asked } from './fake-studio.ts'

type Body = Record<string, unknown>
type Handler = (asked: Asked & { body: Body; parts: string[] }) => Answered
let made = 0

export function aMessage(over: Partial<MessageDetail> = {}): MessageDetail {
  made += 1
  return {
    key: `6f0c1d7e-0000-4000-8000-${String(made).padStart(12, '0')}`,
    event: 'booking-confirmed',
    audience: 'client',
    channel: 'email',
    language: 'en',
    recipient: 'Priya Nair',
    address: 'priya@example.com',
    status: 'delivered',
    failure: '',
    failure_detail: '',
    due_at: '2027-03-09T10:41:00-07:00',
    next_attempt_at: '2027-03-09T10:41:00-07:00',
    status_at: '2027-03-09T10:42:00-07:00',
    created_at: '2027-03-09T10:41:00-07:00',
    tries: 1,
    subject_line: 'Booked: Thu 11 March, 4:30 pm',
    reference: 'M3VD8H99',
    settled_at: null,
    resend_of: null,
    resent_as: null,
    provider: 'smtp',
    text: 'Hello Priya, see you on Thursday.',
    page: '/api/v1/messages/page/signed',
    attempts: [{ provider: 'smtp', started_at: '2027-03-09T10:41:30-07:00', ended_at: '2027-03-09T10:41:31-07:00', outcome: 'accepted', detail: '' }],
    notices: [{ kind: 'delivered', occurred_at: '2027-03-09T10:42:00-07:00', received_at: '2027-03-09T10:42:02-07:00' }],
    characters: null,
    segments: null,
    ...over,
  }
}

/** One that did not arrive. */
export function aFailure(over: Partial<MessageDetail> = {}): MessageDetail {
  return aMessage({
    event: 'booking-reminder',
    channel: 'sms',
    recipient: 'Tom Beaulieu',
    address: '+14035550187',
    status: 'failed',
    failure: 'refused',
    failure_detail: 'Unreachable destination handset',
    subject_line: '',
    text: 'Stillwater: tomorrow 10:30 am, Deep tissue with Maren.',
    page: '',
    characters: 54,
    segments: 1,
    provider: 'twilio',
    attempts: [{ provider: 'twilio', started_at: '2027-03-09T10:41:30-07:00', ended_at: '2027-03-09T10:41:31-07:00', outcome: 'refused', detail: '' }],
    notices: [],
    ...over,
  })
}

function aTemplate(over: Partial<Template> = {}): Template {
  const words = { subject_line: 'Booked: {short_date_and_time}', body: 'Hello {client_first_name},\nyour {service} is booked.' }
  return {
    event: 'booking-confirmed',
    audience: 'client',
    channel: 'email',
    language: 'en',
    is_edited: false,
    ...words,
    default: words,
    placeholders: [
      { name: 'client_first_name', meaning: 'The client’s first name.' },
      { name: 'service', meaning: 'The service.' },
      { name: 'short_date_and_time', meaning: 'Day and time in short.' },
    ],
    ...over,
  }
}

const counted = (messages: readonly Message[]) => ({ messages: messages.length, people: new Set(messages.map(({ recipient }) => recipient)).size })

export class FakeOutbox {
  messages: MessageDetail[] = []
  late: Pick<Attention, 'late_messages' | 'late_jobs'> = { late_messages: 0, late_jobs: [] }
  templates: Template[] = [
    aTemplate(),
    aTemplate({ language: 'fr', subject_line: 'Réservé : {short_date_and_time}' }),
    aTemplate({ channel: 'sms', subject_line: '', body: '{studio_name}: {short_date_and_time}' }),
    aTemplate({ event: 'practitioner-booked', audience: 'practitioner', subject_line: 'New: {service}' }),
  ]
  reminders: Reminders = {
    rules: [
      { audience: 'client', channel: 'email', minutes_before: 2880 },
      { audience: 'client', channel: 'email', minutes_before: 120 },
    ],
    channels: { email: true, sms: false },
  }
  feed: CalendarFeed | null = null

  constructor(private readonly now: () => string) {}

  rules: [RegExp, Handler][] = [
    [/^GET staff\/attention$/, () => ok(this.#attention())],
    [/^GET staff\/messages$/, ({ query }) => ok(this.#page(this.#filtered(query), query))],
    [/^POST staff\/messages\/unreached\/resend$/, () => ok({ resent: this.#unreached().map((one) => this.#again(one)).length })],
    [/^GET staff\/messages\/([^/]+)$/, ({ parts }) => orMissing(this.#one(parts[0]))],
    [/^POST staff\/messages\/([^/]+)\/resend$/, ({ parts, body }) => this.#resend(parts[0], body)],
    [/^POST staff\/messages\/([^/]+)\/dismissal$/, ({ parts }) => {
      const found = this.#one(parts[0])
      return orMissing(found && Object.assign(found, { settled_at: this.now() }))
    }],
    [/^GET staff\/message-templates$/, () => ok({ results: this.templates, next: null })],
    [/^PUT staff\/message-templates\/([^/]+)\/([^/]+)\/([^/]+)$/, ({ parts, body }) => {
      const refused = refusal(body)
      const found = this.#template(parts)
      return refused ?? orMissing(found && Object.assign(found, body, { is_edited: true }))
    }],
    [/^DELETE staff\/message-templates\/([^/]+)\/([^/]+)\/([^/]+)$/, ({ parts }) => {
      const found = this.#template(parts)
      if (found) Object.assign(found, found.default, { is_edited: false })
      return { status: 204 }
    }],
    [/^POST staff\/message-templates\/([^/]+)\/([^/]+)\/([^/]+)\/preview$/, ({ parts, body }) => refusal(body) ?? ok(preview(parts[1] ?? '', body))],
    [/^GET staff\/reminders$/, () => ok(this.reminders)],
    [/^PUT staff\/reminders$/, ({ body }) => ok(Object.assign(this.reminders, { rules: body.rules }))],
    [/^GET staff\/calendar-feed$/, () => ok(this.feed ?? { url: null, webcal_url: null, created_at: null })],
    [/^POST staff\/calendar-feed$/, () => {
      this.feed = { url: 'https://example.com/calendar/a-secret.ics', webcal_url: 'webcal://example.com/calendar/a-secret.ics', created_at: this.now() }
      return { status: 201, body: this.feed }
    }],
    [/^DELETE staff\/calendar-feed$/, () => {
      this.feed = null
      return { status: 204 }
    }],
  ]

  #attention(): Attention {
    return { not_reached: counted(this.#unreached()), not_reached_team: counted(this.#unreached('practitioner')), ...this.late }
  }

  #unreached(of: Message['audience'] = 'client'): MessageDetail[] {
    return this.messages.filter(({ status, settled_at, audience }) => status === 'failed' && !settled_at && audience === of)
  }

  #filtered(query: URLSearchParams): Message[] {
    const q = (query.get('q') ?? '').toLowerCase()
    const rows = query.get('unreached') ? this.#unreached() : this.messages
    return (['status', 'channel', 'event', 'reference'] as const)
      .reduce((left, name) => left.filter((one) => !query.get(name) || one[name] === query.get(name)), rows)
      .filter(({ recipient, address, reference }) => `${recipient} ${address} ${reference}`.toLowerCase().includes(q))
      .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
  }

  #page(all: readonly Message[], query: URLSearchParams) {
    const start = Number(query.get('cursor') ?? 0)
    return { results: all.slice(start, start + 25), next: start + 25 < all.length ? String(start + 25) : null }
  }

  #one(key: string | undefined): MessageDetail | undefined {
    return this.messages.find((one) => one.key === key)
  }

  #resend(key: string | undefined, { address }: Body): Answered {
    const found = this.#one(key)
    if (!found) return orMissing(found)
    if (address !== undefined && !/@|^\+/.test(String(address))) return wrong('#/address', 'Write a whole address.')
    return { status: 201, body: this.#again(found, address === undefined ? {} : { address: String(address) }) }
  }

  #again(found: MessageDetail, over: Partial<MessageDetail> = {}): MessageDetail {
    const again = aMessage({
      ...found,
      key: `again-${found.key}`,
      status: 'waiting',
      failure: '',
      failure_detail: '',
      created_at: this.now(),
      due_at: this.now(),
      next_attempt_at: this.now(),
      tries: 0,
      attempts: [],
      notices: [],
      resend_of: found.key,
      ...over,
    })
    Object.assign(found, { settled_at: this.now(), resent_as: again.key })
    this.messages.push(again)
    return again
  }

  #template([event, channel, language]: string[]): Template | undefined {
    return this.templates.find((one) => one.event === event && one.channel === channel && one.language === language)
  }
}

const KNOWN = new Set(['client_first_name', 'service', 'short_date_and_time', 'studio_name'])

function refusal(body: Body): Answered | undefined {
  const unknown = [...String(body.body).matchAll(/{(\w+)}/g)].map(([, name]) => name ?? '').find((name) => !KNOWN.has(name))
  return unknown ? wrong('#/body', `There is no placeholder {${unknown}}.`) : undefined
}

function preview(channel: string, body: Body) {
  const text = String(body.body).replaceAll('{client_first_name}', 'Priya').replaceAll('{service}', 'Lymphatic drainage')
  const isSms = channel === 'sms'
  return {
    subject_line: String(body.subject_line).replaceAll('{short_date_and_time}', 'Thu 11 March, 4:30 pm'),
    text,
    page: isSms ? '' : `/api/v1/messages/page/${text.length}`,
    characters: isSms ? text.length : null,
    segments: isSms ? Math.ceil(text.length / 160) : null,
    reference: 'M3VD8H99',
  }
}

function ok(body: unknown): Answered {
  return { status: 200, body }
}

function orMissing(found: unknown): Answered {
  return found ? ok(found) : { status: 404, body: { type: '/problems/missing', title: 'Not found', status: 404 }, headers: PROBLEM }
}

function wrong(pointer: string, detail: string): Answered {
  const body = { type: '/problems/invalid', title: 'Some fields are wrong', status: 400, detail, errors: [{ pointer, code: 'invalid', detail }] }
  return { status: 400, body, headers: PROBLEM }
}

const PROBLEM = { 'Content-Type': 'application/problem+json' }
