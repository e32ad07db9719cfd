import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { Attention, Me, Message, MessageDetail, Page } from '../../lib/types.ts'

export type Filters = {
  status?: string | undefined
  channel?: string | undefined
  event?: string | undefined
  q?: string | undefined
  reference?: string | undefined
  /** "1": only those who were not reached. */
  unreached?: string | undefined
}

const SOON_MS = 3000

/** Whether a role may read messages: the API refuses practitioners. */
export function readsMessages({ role }: Me): boolean {
  return role === 'owner' || role === 'front_desk'
}

/** What wants an answer: looked at again every minute, on whatever screen. */
export const attentionQuery = queryOptions({
  queryKey: ['messages', 'attention'],
  queryFn: ({ signal }) => http.get<Attention>('staff/attention', { signal }),
  refetchInterval: 60_000,
})

export const messagesQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'list', filters],
    queryFn: ({ pageParam, signal }) => http.get<Page<Message>>('staff/messages', { query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })

/** The messages about one appointment. */
export const messagesAboutQuery = (reference: string) =>
  queryOptions({
    queryKey: ['messages', 'about', reference],
    queryFn: ({ signal }) => http.get<Page<Message>>('staff/messages', { query: { reference }, signal }),
  })

/** One message; while it is on its way one sees it arrive. */
export const messageQuery = (key: string) =>
  queryOptions({
    queryKey: ['messages', 'one', key],
    queryFn: ({ signal }) => http.get<MessageDetail>(`staff/messages/${key}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isOnItsWay(state.data) ? SOON_MS : false),
  })

export function useResend(key: string) {
  return useChange((address: string | undefined) => http.post<Message>(`staff/messages/${key}/resend`, address === undefined ? {} : { address }))
}

export function useDismissal(key: string) {
  return useChange(() => http.post<Message>(`staff/messages/${key}/dismissal`))
}

export function useResendAll() {
  return useChange(() => http.post<{ resent: number }>('staff/messages/unreached/resend'))
}

/** Every list and count may show what changed; a refusal means that ours were old. */
function useChange<Body, Answer>(mutationFn: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => void queries.invalidateQueries({ queryKey: ['messages'] }) })
}

function isOnItsWay({ status, next_attempt_at }: Message): boolean {
  return status === 'sending' || (status === 'waiting' && Date.parse(next_attempt_at) <= Date.now())
}
