import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from '../../lib/http.ts'
import type { Template, TemplatePreview } from '../../lib/types.ts'

export type Words = Pick<Template, 'subject_line' | 'body'>
/** Which template: an event on a channel in a language. */
export type Which = { event: string; channel: string; language: string }

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) => (await http.get<{ results: Template[] }>('staff/message-templates', { signal })).results,
  staleTime: 60_000,
})

/** How these words read on a real booking. What was there stays until the new one is. */
export const previewQuery = (which: Which, words: Words) =>
  queryOptions({
    queryKey: ['template-preview', pathOf(which), words],
    queryFn: () => http.post<TemplatePreview>(`${pathOf(which)}/preview`, words),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    gcTime: 0,
  })

export function useSaveTemplate(template: Template) {
  return useChange(template, (words: Words) => http.put<Template>(pathOf(template), words))
}

export function useResetTemplate(template: Template) {
  return useChange(template, async () => {
    await http.delete<undefined>(pathOf(template))
    return { ...template, ...template.default, is_edited: false }
  })
}

/** The list says at once what was saved, so that the editor begins anew from it. */
function useChange<Body>(template: Template, mutationFn: (body: Body) => Promise<Template>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (saved) => queries.setQueryData(templatesQuery.queryKey, (before) => before?.map((one) => (pathOf(one) === pathOf(template) ? saved : one))),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['templates'] }),
  })
}

function pathOf({ event, channel, language }: Which): string {
  return `staff/message-templates/${event}/${channel}/${language}`
}
