import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate, useSearchParams } from 'react-router'

import { Button, IconButton } from '../../components/button.tsx'
import { ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { Agenda } from '../../features/appointments/agenda.tsx'
import { agendaQuery } from '../../features/appointments/api.ts'
import { orderAgenda } from '../../features/appointments/agenda-order.ts'
import { addDays } from '../../lib/dates.ts'
import { clockSkew, useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Today } from '../../lib/types.ts'

export function TodayScreen() {
  const { t } = useTranslation()
  const dates = useDates()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const now = useNow(10_000) - clockSkew()
  const today = dates.dayOf(now)
  const day = search.get('day') ?? today
  const agenda = useQuery(agendaQuery(day === today ? undefined : day))

  const isToday = day === today
  const go = (to: string) => void navigate({ pathname: '/today', search: to === today ? '' : `?day=${to}` })
  const coming = agenda.data && agenda.data.day === day ? isToday ? toCome(agenda.data, now) : onDay(agenda.data) : null
  const change = dates.clockChange(day)

  return (
    <>
      <Page
        className="wide:max-w-188"
        title={dates.day(day)}
        lead={
          <>
            {coming === null ? ' ' : t(isToday ? 'agenda.toCome' : 'agenda.onDay', { count: coming })}
            {change !== 0 && ` · ${t(change > 0 ? 'agenda.clocksForward' : 'agenda.clocksBack', { hours: Math.abs(change) })}`}
          </>
        }
        tools={
          <div className="-mr-2.5 flex items-center gap-1">
            <IconButton label={t('agenda.dayBefore')} onClick={() => go(addDays(day, -1))}>
              <ChevronLeft size={22} strokeWidth={1.6} aria-hidden="true" />
            </IconButton>
            {isToday ? (
              <span className="hidden px-3 font-label text-ink-2 wide:block">{t('nav.today')}</span>
            ) : (
              <Button onClick={() => go(today)}>{t('nav.today')}</Button>
            )}
            <IconButton label={t('agenda.dayAfter')} onClick={() => go(addDays(day, 1))}>
              <ChevronRight size={22} strokeWidth={1.6} aria-hidden="true" />
            </IconButton>
          </div>
        }
      >
        <Body agenda={agenda} now={now} isToday={isToday} linkTo={(to) => `/today/${to}${isToday ? '' : `?day=${day}`}`} />
      </Page>
      <Outlet />
    </>
  )
}

/** Data first: a failed refresh must not blank a day that someone is reading. */
function Body({ agenda, now, isToday, linkTo }: { agenda: UseQueryResult<Today>; now: number; isToday: boolean; linkTo: (reference: string) => string }) {
  if (agenda.data) {
    return (
      <div aria-busy={agenda.isPlaceholderData}>
        {agenda.error && <ProblemNotice error={agenda.error} onRetry={agenda.refetch} />}
        <Agenda data={agenda.data} now={now} isToday={isToday} linkTo={linkTo} />
      </div>
    )
  }
  if (agenda.error) return <ProblemNotice error={agenda.error} onRetry={agenda.refetch} />
  return <ListSkeleton />
}

function toCome(data: Today, now: number): number {
  const { next, later } = orderAgenda(data, now)
  return (next ? 1 : 0) + later.filter(({ kind }) => kind === 'appointment').length
}

function onDay({ appointments }: Today): number {
  return appointments.filter(({ status }) => status !== 'cancelled' && status !== 'expired').length
}
