import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { StudioSettings } from '../../lib/types.ts'

export const settingsQuery = queryOptions({
  queryKey: ['studio'],
  queryFn: ({ signal }) => http.get<StudioSettings>('staff/studio', { signal }),
})

export type Facts = Record<string, string | number | null>

/** Changes the studio's facts, or on an empty installation makes the studio. */
export function useSaveStudio(isNew: boolean) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (facts: Facts) =>
      isNew ? http.post<StudioSettings>('staff/studio', facts) : http.patch<StudioSettings>('staff/studio', facts),
    onSuccess: (saved) => queries.setQueryData(settingsQuery.queryKey, saved),
    onSettled: () => Promise.all(['me', 'slots', 'studio'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
}
