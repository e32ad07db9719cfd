import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { useAttempt } from '../../lib/attempt.ts'
import { http } from '../../lib/http.ts'
import { isProblem } from '../../lib/problem.ts'
import type { AppointmentDetail, Client, Explanation, Page, Slots } from '../../lib/types.ts'

/** `moving`: the appointment to be moved, whose own time counts as free. */
type Wanted = { service: string; practitioner: string | undefined; moving?: string }
/** A time somebody settled on. `override` only where the rules say no and the person said yes. */
export type ChosenTime = { starts_at: string; override: boolean }

export const slotsQuery = ({ service, practitioner, moving, from, to }: Wanted & { from: string; to: string }) =>
  queryOptions({
    queryKey: ['slots', { service, practitioner, moving, from, to }],
    queryFn: ({ signal }) => http.get<Slots>('staff/slots', { query: { service, practitioner, moving, from, to }, signal }),
    enabled: service !== '',
    placeholderData: keepPreviousData,
  })

export function useExplanation() {
  return useMutation({
    mutationFn: (query: Wanted & { starts_at: string }) => http.get<Explanation>('staff/slots/explanation', { query }),
  })
}

export const clientsQuery = (q: string) =>
  queryOptions({
    queryKey: ['clients', 'search', q],
    queryFn: ({ signal }) => http.get<Page<Client>>('staff/clients', { query: { q }, signal }),
    enabled: q.trim().length > 1,
    placeholderData: keepPreviousData,
  })

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ['clients', 'one', id],
    queryFn: ({ signal }) => http.get<Client>(`staff/clients/${id}`, { signal }),
    enabled: id !== '',
  })

export type NewBooking = {
  service: string
  practitioner?: string
  starts_at: string
  client: { id: number } | { name: string; email?: string; phone?: string }
  note?: string
  override_rules?: boolean
}

/** Books by hand. A lost answer is asked for again under the same key, which cannot book twice. */
export function useBook() {
  const queries = useQueryClient()
  const attempt = useAttempt((body: NewBooking, idempotencyKey) =>
    http.post<AppointmentDetail>('staff/appointments', body, { idempotencyKey }),
  )
  return useMutation({
    mutationFn: attempt,
    retry: (failures, error) => failures < 2 && isProblem(error) && error.passes,
    retryDelay: (_, error) => 1000 * ((isProblem(error) && error.retryAfterSeconds) || 1),
    onSettled: () => refreshTimes(queries),
  })
}

export function useMove(reference: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { starts_at: string; practitioner?: string; override_rules?: boolean }) =>
      http.post<AppointmentDetail>(`staff/appointments/${reference}/reschedule`, body),
    onSettled: () => refreshTimes(queries),
  })
}

async function refreshTimes(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(['appointments', 'slots', 'clients'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}
