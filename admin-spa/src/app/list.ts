/** What the long lists share: filters that live in the address, and more rows without losing one's place. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'

import type { Page } from '../lib/types.ts'

/**
 * The filters as the address has them. Each choice is a step that Back takes away; letters typed are none. `meantEmpty` is one
 * that says something by being there empty.
 */
export function useFilters<Name extends string>(names: readonly Name[], meantEmpty?: Name) {
  const [search, setSearch] = useSearchParams()
  const filters = Object.fromEntries(names.map((name) => [name, search.get(name) ?? undefined])) as Partial<Record<Name, string | undefined>>
  const change = useCallback(
    (changed: Partial<Record<Name, string | undefined>>) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before)
          for (const name of names) {
            if (!(name in changed)) continue
            if (changed[name] || name === meantEmpty) after.set(name, changed[name] ?? '')
            else after.delete(name)
          }
          return after
        },
        { replace: 'q' in changed, preventScrollReset: true },
      ),
    [names, meantEmpty, setSearch],
  )
  return { filters, change, clear: () => setSearch({}, { preventScrollReset: true }), query: search.toString() }
}

/** Asks for the next page; focus goes to where its rows begin, since the button may be gone with the last one. */
export function useShowMore<Row>(list: UseInfiniteQueryResult<InfiniteData<Page<Row>>>, linkOf: (row: Row) => string) {
  const rows = list.data?.pages.flatMap(({ results }) => results)
  const shown = rows?.length
  const [reached, setReached] = useState<string | null>(null)
  useEffect(() => {
    if (reached) document.querySelector<HTMLElement>(reached)?.focus({ preventScroll: true })
  }, [reached, shown])
  const showMore = async () => {
    const { data } = await list.fetchNextPage()
    const first = data?.pages.flatMap(({ results }) => results)[shown ?? 0]
    setReached(first ? linkOf(first) : null)
  }
  return { rows, showMore }
}
