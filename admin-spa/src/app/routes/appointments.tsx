import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Outlet, useParams } from 'react-router'

import { Button } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { appointmentsQuery, type Filters } from '../../features/appointments/api.ts'
import { FilterLabels } from '../../features/appointments/filter-labels.tsx'
import { AppointmentFilters } from '../../features/appointments/filters.tsx'
import { AppointmentList } from '../../features/appointments/appointment-list.tsx'
import { useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Appointment } from '../../lib/types.ts'
import { useFilters, useShowMore } from '../list.ts'

const NAMES = ['from', 'to', 'status', 'service', 'practitioner', 'q', 'order'] as const

export function AppointmentsScreen() {
  const { t } = useTranslation()
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000))
  const { reference } = useParams()
  const { filters: asked, change, clear, query } = useFilters(NAMES, 'from')

  // Without a word about it the list begins today; an empty `from` in the address lifts that.
  const isFiltered = NAMES.some((name) => name !== 'order' && asked[name] !== undefined)
  const filters: Filters = asked.from === undefined && !asked.q ? { ...asked, from: today } : asked
  const list = useInfiniteQuery(appointmentsQuery(filters))
  const { rows, showMore } = useShowMore(list, linkOf)
  const linkTo = (to: string) => `/appointments/${to}${query ? `?${query}` : ''}`
  const isStale = list.isPlaceholderData

  return (
    <>
      <Page title={t('appointments.title')}>
        <AppointmentFilters filters={filters} onChange={change} />
        <FilterLabels
          filters={filters}
          count={isStale ? undefined : rows?.length}
          hasMore={list.hasNextPage}
          onChange={change}
          onClear={isFiltered ? clear : undefined}
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

function linkOf({ reference }: Appointment): string {
  return `[data-reference="${CSS.escape(reference)}"]`
}
