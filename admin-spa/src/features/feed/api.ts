import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { CalendarFeed } from '../../lib/types.ts'

/** One that there is: the API answers with nothing but nulls while there is none. */
export type Feed = { [Name in keyof CalendarFeed]: NonNullable<CalendarFeed[Name]> }

const PATH = 'staff/calendar-feed'

/** The address under which one's own calendar can be subscribed to; null while there is none. */
export const feedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: async ({ signal }) => made(await http.get<CalendarFeed>(PATH, { signal })),
})

/** Makes an address, or takes it back: whoever has it then sees nothing more. */
export function useFeedChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (verb: 'create' | 'revoke') => (verb === 'create' ? http.post<CalendarFeed>(PATH).then(made) : http.delete<undefined>(PATH).then(() => null)),
    onSuccess: (feed) => queries.setQueryData(feedQuery.queryKey, feed),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['calendar-feed'] }),
  })
}

function made({ url, webcal_url, created_at }: CalendarFeed): Feed | null {
  return url && webcal_url && created_at ? { url, webcal_url, created_at } : null
}
