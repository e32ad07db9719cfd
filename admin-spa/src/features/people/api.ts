import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { Hours } from '../../lib/types.ts'

export const hoursQuery = (slug: string) =>
  queryOptions({
    queryKey: ['hours', slug],
    queryFn: ({ signal }) => http.get<Hours>(`staff/practitioners/${slug}/hours`, { signal }),
  })

export function useSaveHours(slug: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (hours: Hours) => http.put<Hours>(`staff/practitioners/${slug}/hours`, hours),
    onSettled: () => Promise.all(['hours', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}
