import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'

export type Feed = { url: string; webcal_url: string; created_at: string }
/** All null while there is none. */
type Answer = Feed | { [Name in keyof Feed]: null }

const PATH = 'staff/calendar-feed'

/** The address under which one's own calendar can be subscribed to; null while there is none. */
export const feedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: async ({ signal }) => made(await http.get<Answer>(PATH, { signal })),
})

/** Makes an address, or takes it back: whoever has it then sees nothing more. */
export function useFeedChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (verb: 'create' | 'revoke') => (verb === 'create' ? http.post<Answer>(PATH).then(made) : http.delete<undefined>(PATH).then(() => null)),
    onSuccess: (feed) => queries.setQueryData(feedQuery.queryKey, feed),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['calendar-feed'] }),
  })
}

function made(answer: Answer): Feed | null {
  return answer.url === null ? null : answer
}
