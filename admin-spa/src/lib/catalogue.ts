/** What the studio offers, by whom and where: read by the filters, the booking screen and the settings alike. */
import { queryOptions } from '@tanstack/react-query'

import { http } from './http.ts'
import type { Page, Practitioner, Room, Service } from './types.ts'

export const servicesQuery = catalogue<Service>('services')
export const practitionersQuery = catalogue<Practitioner>('practitioners')
export const roomsQuery = catalogue<Room>('rooms')

/** Those that can still be chosen. */
export function offered<T extends { archived_at: string | null }>(all: readonly T[] | undefined): T[] {
  return (all ?? []).filter(({ archived_at }) => archived_at === null)
}

function catalogue<T>(name: 'services' | 'practitioners' | 'rooms') {
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
