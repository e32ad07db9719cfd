import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { Audience, Channel } from '../../lib/message-words.ts'

export type Rule = { audience: Audience; channel: Channel; minutes_before: number }
export type Reminders = { rules: Rule[]; channels: Record<Channel, boolean> }

export const remindersQuery = queryOptions({
  queryKey: ['reminders'],
  queryFn: ({ signal }) => http.get<Reminders>('staff/reminders', { signal }),
})

export function useSaveReminders() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (rules: readonly Rule[]) => http.put<Reminders>('staff/reminders', { rules }),
    onSuccess: (saved) => queries.setQueryData(remindersQuery.queryKey, saved),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['reminders'] }),
  })
}
