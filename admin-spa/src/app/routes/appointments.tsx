import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useParams, useSearchParams } from 'react-router'

import { Button } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { appointmentsQuery, type Filters } from '../../features/appointments/api.ts'
import { FilterLabels } from '../../features/appointments/filter-labels.tsx'
import { AppointmentFilters } from '../../features/appointments/filters.tsx'
import { AppointmentList } from '../../features/appointments/appointment-list.tsx'
import { useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'

const NAMES = ['from', 'to', 'status', 'service', 'practitioner', 'q', 'order'] as const

export function AppointmentsScreen() {
  const { t } = useTranslation()
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000))
  const { reference } = useParams()
  const [search, setSearch] = useSearchParams()

  // Without a word about it the list begins today; an empty `from` in the address lifts that.
  const filters: Filters = Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? undefined]))
  const isFiltered = NAMES.some((name) => name !== 'order' && search.has(name))
  if (!search.has('from') && !search.get('q')) filters.from = today
  const list = useInfiniteQuery(appointmentsQuery(filters))

  const change = useCallback(
    (changed: Filters) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before)
          for (const name of NAMES) {
            const value = changed[name]
            if (!(name in changed)) continue
            if (value || name === 'from') after.set(name, value ?? '')
            else after.delete(name)
          }
          return after
        },
        // Back takes a choice away again; letters typed into the search are no steps of their own.
        { replace: 'q' in changed, preventScrollReset: true },
      ),
    [setSearch],
  )
  const query = search.toString()
  const linkTo = (to: string) => `/appointments/${to}${query ? `?${query}` : ''}`
  const rows = list.data?.pages.flatMap(({ results }) => results)
  const isStale = list.isPlaceholderData
  const [reached, setReached] = useState<string | null>(null)

  const showMore = async () => {
    const before = rows?.length ?? 0
    const { data } = await list.fetchNextPage()
    const first = data?.pages.flatMap(({ results }) => results)[before]
    setReached(first?.reference ?? null)
  }
  // The button may be gone with the last page: reading goes on where the new rows begin.
  const shown = rows?.length
  useEffect(() => {
    if (reached) document.querySelector<HTMLElement>(`[data-reference="${CSS.escape(reached)}"]`)?.focus({ preventScroll: true })
  }, [reached, shown])

  return (
    <>
      <Page title={t('appointments.title')}>
        <AppointmentFilters filters={filters} onChange={change} />
        <FilterLabels
          filters={filters}
          count={isStale ? undefined : rows?.length}
          hasMore={list.hasNextPage}
          onChange={change}
          onClear={isFiltered ? () => setSearch({}) : undefined}
        />
        {rows && list.error && <ProblemNotice error={list.error} onRetry={list.refetch} />}
        {rows?.length === 0 && (
          <EmptyState>{isFiltered ? t('appointments.noneFound') : t('appointments.none')}</EmptyState>
        )}
        {rows && rows.length > 0 && (
          <div aria-busy={isStale} className={isStale ? 'opacity-60' : ''}>
            <AppointmentList
              rows={rows}
              linkTo={linkTo}
              openReference={reference}
              isLatestFirst={filters.order === 'latest'}
              onOrder={(isLatestFirst) => change({ order: isLatestFirst ? 'latest' : '' })}
            />
          </div>
        )}
        {list.hasNextPage && (
          <Button className="mt-6" busy={list.isFetchingNextPage} busyLabel={t('state.loading')} onClick={() => void showMore()}>
            {t('appointments.more')}
          </Button>
        )}
        {!rows && list.error && <ProblemNotice error={list.error} onRetry={list.refetch} />}
        {!rows && !list.error && <ListSkeleton />}
      </Page>
      <Outlet />
    </>
  )
}
