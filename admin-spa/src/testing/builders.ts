import type { Appointment, AppointmentDetail, Hold, Hours, Me, Practitioner, Room, Service, StudioSettings } from '../lib/types.ts'

export const ZONE = 'America/Edmonton'

export function aMe(over: Partial<Me> = {}): Me {
  return {
    id: 1,
    email: 'owner@example.com',
    name: 'Maren Holt',
    language: 'en',
    role: 'owner',
    practitioner: 'maren',
    studio: { name: 'Stillwater', time_zone: ZONE, currency: 'CAD' },
    ...over,
  }
}

let made = 0

export function anAppointment(over: Partial<AppointmentDetail> = {}): AppointmentDetail {
  made += 1
  const appointment: Appointment = {
    reference: `M3VD8H${String(made).padStart(2, '0')}`,
    status: 'confirmed',
    starts_at: '2027-03-09T13:15:00-07:00',
    ends_at: '2027-03-09T14:15:00-07:00',
    service: { slug: 'lymphatic-drainage', name: 'Lymphatic drainage' },
    practitioner: { slug: 'maren', name: 'Maren' },
    room: { slug: 'room-1', name: 'Room 1' },
    client: { id: made, name: 'Priya Nair', email: 'priya@example.com', phone: '+14035550142', language: 'en' },
    contact_name: 'Priya Nair',
    contact_phone: '+14035550142',
    price: { amount: 11500, currency: 'CAD' },
    late_fee: { amount: 5750, currency: 'CAD' },
    free_cancellation_until: '2027-03-08T13:15:00-07:00',
    note: '',
    source: 'online',
    booked_at: '2027-03-04T19:40:00-07:00',
    cancellation: null,
    actions: ['cancel', 'reschedule'],
    undo_until: null,
    undo_change: null,
  }
  return {
    ...appointment,
    timeline: [{ at: appointment.booked_at, actor: 'client', kind: 'booked', from: '', to: 'confirmed', detail: {} }],
    ...over,
  }
}

export function aHold(over: Partial<Hold> = {}): Hold {
  return {
    starts_at: '2027-03-09T16:30:00-07:00',
    ends_at: '2027-03-09T17:30:00-07:00',
    service: { slug: 'lymphatic-drainage', name: 'Lymphatic drainage' },
    practitioner: { slug: 'maren', name: 'Maren' },
    expires_at: '2027-03-09T12:58:12-07:00',
    ...over,
  }
}

export function aService(over: Partial<Service> = {}): Service {
  return {
    slug: 'lymphatic-drainage',
    name: 'Lymphatic drainage',
    summary: 'Light, slow strokes that help the body drain.',
    description: '',
    art: '',
    duration_minutes: 60,
    buffer_before_minutes: 0,
    buffer_after_minutes: 15,
    price: { amount: 11500, currency: 'CAD' },
    asks_health_consent: false,
    practitioners: ['maren', 'anouk'],
    rooms: ['room-1', 'room-2'],
    position: 1,
    archived_at: null,
    ...over,
  }
}

export function aPractitioner(over: Partial<Practitioner> = {}): Practitioner {
  return { slug: 'maren', name: 'Maren', title: 'RMT', bio: '', user: null, position: 1, archived_at: null, ...over }
}

export function aRoom(over: Partial<Room> = {}): Room {
  return { slug: 'room-1', name: 'Room 1', position: 1, archived_at: null, ...over }
}

export function someHours(): Hours {
  return {
    intervals: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, opens: '09:00', closes: '17:30' })),
    breaks: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, starts: '12:00', ends: '12:30' })),
  }
}

export function someSettings(): StudioSettings {
  return {
    name: 'Stillwater',
    tagline: '',
    description: '',
    time_zone: ZONE,
    currency: 'CAD',
    email: 'hello@example.com',
    phone: '+14035550100',
    address_street: '1 River Walk',
    address_city: 'Calgary',
    address_region: 'AB',
    address_postal_code: 'T2P 1A1',
    address_country: 'CA',
    arrival_note: '',
    terms_version: '2027-01',
    slot_grid_minutes: 15,
    daily_cap: 0,
    minimum_notice_minutes: 120,
    horizon_days: 60,
    cancel_deadline_minutes: 1440,
    reschedule_deadline_minutes: 1440,
    late_cancellation_percent: 50,
    hold_minutes: 10,
  }
}
