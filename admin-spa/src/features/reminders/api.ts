import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { ReminderRule, Reminders } from '../../lib/types.ts'

export const remindersQuery = queryOptions({
  queryKey: ['reminders'],
  queryFn: ({ signal }) => http.get<Reminders>('staff/reminders', { signal }),
})

export function useSaveReminders() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (rules: readonly ReminderRule[]) => http.put<Reminders>('staff/reminders', { rules }),
    onSuccess: (saved) => queries.setQueryData(remindersQuery.queryKey, saved),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['reminders'] }),
  })
}
