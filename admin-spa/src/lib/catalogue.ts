/** What the studio offers, by whom and where: read by the filters, the booking screen and the settings alike. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'

import { http } from './http.ts'
import type { Page, Practitioner, Ref, Room, Service } from './types.ts'

export type Kind = 'services' | 'practitioners' | 'rooms'

export const servicesQuery = catalogue<Service>('services')
export const practitionersQuery = catalogue<Practitioner>('practitioners')
export const roomsQuery = catalogue<Room>('rooms')

/** Those that can still be chosen. */
export function offered<T extends { archived_at: string | null }>(all: readonly T[] | undefined): T[] {
  return (all ?? []).filter(({ archived_at }) => archived_at === null)
}

/** Where a new one stands: after all others. */
export function nextPosition(all: readonly { position: number }[]): number {
  return Math.max(-1, ...all.map(({ position }) => position)) + 1
}

/** Creates one (no slug) or changes one. Free times depend on all of it. */
export function useSave<Body>(kind: Kind, slug: string | undefined) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Body) =>
      slug ? http.patch<Ref>(`staff/${kind}/${slug}`, body) : http.post<Ref>(`staff/${kind}`, body),
    onSettled: () => refresh(queries, kind),
  })
}

/** Takes one out of use, or back into it. Nothing is ever deleted. */
export function useArchiving(kind: Kind, slug: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (verb: 'archive' | 'restore') => http.post<Ref>(`staff/${kind}/${slug}/${verb}`),
    onSettled: () => refresh(queries, kind),
  })
}

/** Puts the list into the order of these slugs: at once on the screen, then at the server, which is told only of what moved. */
export function useArranging(kind: Kind) {
  const queries = useQueryClient()
  const key = [kind]
  const mutation = useMutation({
    // One step waits for the one before, so that the last one decides.
    scope: { id: `order of ${kind}` },
    mutationFn: async (moved: { slug: string; position: number }[]) => {
      for (const { slug, position } of moved) await http.patch(`staff/${kind}/${slug}`, { position })
    },
    onSettled: () => (queries.isMutating({ mutationKey: ['order', kind] }) > 1 ? undefined : refresh(queries, kind)),
    mutationKey: ['order', kind],
  })
  const arrange = (slugs: readonly string[]) => {
    const rows = queries.getQueryData<(Ref & { position: number })[]>(key) ?? []
    const place = new Map(slugs.map((slug, position) => [slug, position]))
    const placed = rows.map((row) => ({ ...row, position: place.get(row.slug) ?? row.position }))
    void queries.cancelQueries({ queryKey: key })
    queries.setQueryData(key, placed.toSorted((a, b) => a.position - b.position))
    mutation.mutate(placed.filter(({ slug, position }) => rows.find((row) => row.slug === slug)?.position !== position))
  }
  return { arrange, error: mutation.error }
}

async function refresh(queries: ReturnType<typeof useQueryClient>, kind: Kind): Promise<void> {
  await Promise.all([kind, 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

function catalogue<T>(name: Kind) {
  return queryOptions({
    queryKey: [name],
    queryFn: ({ signal }) => everything<T>(`staff/${name}`, signal),
    staleTime: 60_000,
  })
}

/** All pages of a list that a studio has a few dozen of at most. */
async function everything<T>(path: string, signal: AbortSignal): Promise<T[]> {
  const found: T[] = []
  let cursor: string | null = null
  do {
    const page: Page<T> = await http.get(path, { query: { cursor }, signal })
    found.push(...page.results)
    cursor = page.next
  } while (cursor)
  return found
}
