import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import { hearClock } from '../../lib/now.ts'
import type { Appointment, AppointmentDetail, Page, Today } from '../../lib/types.ts'

export type Filters = {
  from?: string | undefined
  to?: string | undefined
  status?: string | undefined
  service?: string | undefined
  practitioner?: string | undefined
  q?: string | undefined
  /** "latest" first; else the soonest. */
  order?: string | undefined
}

/** A day's agenda, today's when none is named. Looked at again every minute, as somebody may book at any time. */
export const agendaQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['appointments', 'agenda', day ?? 'today'],
    queryFn: async ({ signal }) => {
      const today = await http.get<Today>('staff/today', { query: { day }, signal })
      hearClock(today.now)
      return today
    },
    refetchInterval: 60_000,
    placeholderData: day ? keepPreviousData : undefined,
  })

export const appointmentsQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['appointments', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      http.get<Page<Appointment>>('staff/appointments', {
        query: { ...filters, order: filters.order === 'latest' ? '-starts_at' : undefined, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const appointmentQuery = (reference: string) =>
  queryOptions({
    queryKey: ['appointments', 'one', reference],
    queryFn: ({ signal }) => http.get<AppointmentDetail>(`staff/appointments/${reference}`, { signal }),
  })

/** Something done to an appointment. Every list may show it, and a refusal means that ours was old: all are asked again. */
export function useAppointmentAction<Body = void>(reference: string, noun: 'cancellation' | 'completion' | 'no-show') {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) => http.post<Appointment>(`staff/appointments/${reference}/${noun}`, body ?? {}),
    onSettled: () => queries.invalidateQueries({ queryKey: ['appointments'] }),
  })
}
