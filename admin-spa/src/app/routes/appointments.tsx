import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useParams, useSearchParams } from 'react-router'

import { Button } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { appointmentsQuery, type Filters } from '../../features/appointments/api.ts'
import { AppointmentFilters } from '../../features/appointments/filters.tsx'
import { AppointmentList } from '../../features/appointments/appointment-list.tsx'
import { useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'

const NAMES = ['from', 'to', 'status', 'service', 'practitioner', 'q'] as const

export function AppointmentsScreen() {
  const { t } = useTranslation()
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000))
  const { reference } = useParams()
  const [search, setSearch] = useSearchParams()

  // Without a word about it the list begins today; an empty `from` in the address lifts that.
  const filters: Filters = Object.fromEntries(NAMES.map((name) => [name, search.get(name) ?? undefined]))
  const isFiltered = NAMES.some((name) => search.has(name))
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
        { replace: true, preventScrollReset: true },
      ),
    [setSearch],
  )
  const query = search.toString()
  const linkTo = (to: string) => `/appointments/${to}${query ? `?${query}` : ''}`
  const rows = list.data?.pages.flatMap(({ results }) => results)

  return (
    <>
      <Page title={t('appointments.title')}>
        <AppointmentFilters filters={filters} onChange={change} onClear={isFiltered ? () => setSearch({}) : undefined} />
        {rows && list.error && <ProblemNotice error={list.error} onRetry={list.refetch} />}
        {rows?.length === 0 && (
          <EmptyState>{isFiltered ? t('appointments.noneFound') : t('appointments.none')}</EmptyState>
        )}
        {rows && rows.length > 0 && (
          <div aria-busy={list.isPlaceholderData} className={list.isPlaceholderData ? 'opacity-60' : ''}>
            <AppointmentList rows={rows} linkTo={linkTo} openReference={reference} />
          </div>
        )}
        {list.hasNextPage && (
          <Button className="mt-6" busy={list.isFetchingNextPage} busyLabel={t('state.loading')} onClick={() => void list.fetchNextPage()}>
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
