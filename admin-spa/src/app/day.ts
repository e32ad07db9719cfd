/** What a day still has room for: put together from hours, closures, appointments and services, which are features of their own. */
import { useQueries, useQuery } from '@tanstack/react-query'

import { freeSpans, minutesOf, timeOf, type Gap, type Span } from '../features/appointments/gaps.ts'
import { slotsQuery } from '../features/booking/api.ts'
import { closuresQuery } from '../features/closures/api.ts'
import { hoursQuery } from '../features/people/api.ts'
import { offered, practitionersQuery, servicesQuery } from '../lib/catalogue.ts'
import { weekdayOf } from '../lib/dates.ts'
import { useDates } from '../lib/studio.tsx'
import type { Ref, Service, Today } from '../lib/types.ts'

/** Of more people's gaps at once nobody makes anything: then one chooses a person first. */
const PEOPLE_AT_A_GLANCE = 2
const ROUND_MINUTES = 15

/** The free time of those whose day is shown, from `now` (milliseconds) on. Empty until all of it is known. */
export function useGaps({ data, people, now }: { data: Today | undefined; people: readonly Ref[]; now: number }): Gap[] {
  const dates = useDates()
  const shown = people.length <= PEOPLE_AT_A_GLANCE ? people : []
  const services = useQuery(servicesQuery).data
  const closures = useQuery(closuresQuery).data
  const hours = useQueries({ queries: shown.map(({ slug }) => hoursQuery(slug)) })
  const today = dates.wall(now)
  if (!data || !services || !closures || data.day < today.day) return []

  const from = data.day === today.day ? Math.ceil(minutesOf(today.time) / ROUND_MINUTES) * ROUND_MINUTES : 0
  return shown.flatMap((practitioner, index) => {
    const week = hours[index]?.data
    const gives = offered(services).filter(({ practitioners }) => practitioners.includes(practitioner.slug))
    if (!week || gives.length === 0) return []
    const spans = freeSpans({
      day: data.day,
      weekday: weekdayOf(data.day),
      practitioner: practitioner.slug,
      hours: week,
      closures,
      busy: busyOf(data, practitioner.slug, services, (at) => dates.wall(at)),
      from,
      shortest: Math.min(...gives.map((one) => one.duration_minutes + one.buffer_before_minutes + one.buffer_after_minutes)),
    })
    return spans.flatMap(([start, end]) => {
      const starts_at = dates.instant(data.day, timeOf(start))
      if (!starts_at) return []
      return [{ practitioner, starts_at, ends_at: new Date(Date.parse(starts_at) + (end - start) * 60_000).toISOString(), minutes: end - start }]
    })
  })
}

/** How many different times the public page offers on a day; undefined until known. Asked only where it is shown. */
export function useFreeTimes({ day, practitioner, isAsked }: { day: string; practitioner: string | undefined; isAsked: boolean }): number | undefined {
  const services = offered(useQuery(servicesQuery).data).filter(
    ({ practitioners }) => practitioners.length > 0 && (!practitioner || practitioners.includes(practitioner)),
  )
  const answers = useQueries({
    queries: services.map(({ slug }) => ({ ...slotsQuery({ service: slug, practitioner, from: day, to: day }), enabled: isAsked })),
  })
  if (!isAsked || answers.some(({ data, isPlaceholderData }) => !data || isPlaceholderData)) return undefined
  return new Set(answers.flatMap(({ data }) => data?.slots.map(({ starts_at }) => Date.parse(starts_at)) ?? [])).size
}

/** Those whose day can be chosen. */
export function usePeople(): readonly Ref[] {
  return offered(useQuery(practitionersQuery).data)
}

function busyOf(data: Today, practitioner: string, services: readonly Service[], wall: (at: string) => { day: string; time: string }): Span[] {
  const taken = [...data.appointments.filter(({ status }) => status !== 'cancelled' && status !== 'expired'), ...data.holds]
  return taken
    .filter((one) => one.practitioner.slug === practitioner)
    .map(({ service, starts_at, ends_at }) => {
      const buffers = services.find(({ slug }) => slug === service.slug)
      const end = wall(ends_at)
      return [
        minutesOf(wall(starts_at).time) - (buffers?.buffer_before_minutes ?? 0),
        (end.day > data.day ? 24 * 60 : minutesOf(end.time)) + (buffers?.buffer_after_minutes ?? 0),
      ]
    })
}
