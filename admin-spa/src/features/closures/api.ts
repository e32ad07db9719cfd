import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { Closure, Conflicts, Page } from '../../lib/types.ts'

export type WantedClosure = Omit<Closure, 'id'>

export const closuresQuery = queryOptions({
  queryKey: ['closures'],
  queryFn: async ({ signal }) => (await http.get<Page<Closure>>('staff/closures', { signal })).results,
})

/** What it would lie over; changes nothing. */
export function useConflicts() {
  return useMutation({ mutationFn: (wanted: WantedClosure) => http.post<Conflicts>('staff/closures/conflicts', wanted) })
}

export function useClose() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: (wanted: WantedClosure) => http.post('staff/closures', wanted), onSettled: refresh })
}

export function useReopen() {
  const refresh = useRefresh()
  return useMutation({ mutationFn: (id: number) => http.delete(`staff/closures/${id}`), onSettled: refresh })
}

function useRefresh() {
  const queries = useQueryClient()
  return () => Promise.all(['closures', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}
