import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import { isProblem } from '../../lib/problem.ts'

export type Feed = { url: string; webcal_url: string; created_at: string }

const PATH = 'staff/calendar-feed'

/** The address under which one's own calendar can be subscribed to; null while there is none. */
export const feedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: async ({ signal }) => {
    try {
      return await http.get<Feed>(PATH, { signal })
    } catch (error) {
      if (isProblem(error) && error.status === 404) return null
      throw error
    }
  },
})

/** Makes an address, or takes it back: whoever has it then sees nothing more. */
export function useFeedChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (verb: 'create' | 'revoke') => (verb === 'create' ? http.post<Feed>(PATH) : http.delete<undefined>(PATH).then(() => null)),
    onSuccess: (feed) => queries.setQueryData(feedQuery.queryKey, feed),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['calendar-feed'] }),
  })
}
