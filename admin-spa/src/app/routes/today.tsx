import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate, useSearchParams } from 'react-router'

import { Button, ButtonLink, IconButton } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { Agenda, isEmptyDay } from '../../features/appointments/agenda.tsx'
import { agendaQuery } from '../../features/appointments/api.ts'
import { orderAgenda } from '../../features/appointments/agenda-order.ts'
import { PersonFilter } from '../../features/appointments/person-filter.tsx'
import { useAttention } from '../../features/messages/use-attention.ts'
import { addDays, daysBetween, weekdayOf } from '../../lib/dates.ts'
import { clockSkew, useNow } from '../../lib/now.ts'
import { useDates, useMe } from '../../lib/studio.tsx'
import type { Ref, Today } from '../../lib/types.ts'
import { useFreeTimes, useGaps, usePeople } from '../day.ts'

// Most days nothing wants an answer.
const AttentionBanners = lazy(async () => ({ default: (await import('../../features/messages/attention.tsx')).AttentionBanners }))

/** A day: today's unless the address says another (`?day=`), everybody's unless it names one (`?practitioner=`). */
export function TodayScreen() {
  const { t } = useTranslation()
  const dates = useDates()
  const navigate = useNavigate()
  const me = useMe()
  const people = usePeople()
  const [search] = useSearchParams()
  const now = useNow(10_000) - clockSkew()
  const today = dates.dayOf(now)
  const day = search.get('day') ?? today
  const isToday = day === today
  const agenda = useQuery(agendaQuery(isToday ? undefined : day))

  // A practitioner is shown the own day only, by the server; there is nobody to choose.
  const isOwnOnly = me.role === 'practitioner'
  const asked = isOwnOnly ? me.practitioner : search.get('practitioner')
  const chosen = people.find(({ slug }) => slug === asked)?.slug
  const shownPeople = chosen === undefined && !isOwnOnly ? people : people.filter(({ slug }) => slug === chosen)
  const data = agenda.data && only(agenda.data, chosen)
  const isKnown = data?.day === day

  const searchFor = (changed: { day?: string; practitioner?: string }) => {
    const after = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changed)) {
      if (value && value !== today) after.set(name, value)
      else after.delete(name)
    }
    return after.size ? `?${after}` : ''
  }
  const go = (changed: Parameters<typeof searchFor>[0]) => void navigate({ pathname: '/today', search: searchFor(changed) })
  const coming = isKnown ? (isToday ? toCome(data, now) : onDay(data)) : null
  const change = dates.clockChange(day)

  return (
    <>
      <Page
        className="wide:max-w-220"
        title={dates.day(day)}
        lead={
          <>
            {coming === null ? ' ' : t(isToday ? 'agenda.toCome' : 'agenda.onDay', { count: coming })}
            {change !== 0 && ` · ${t(change > 0 ? 'agenda.clocksForward' : 'agenda.clocksBack', { hours: Math.abs(change) })}`}
          </>
        }
        tools={
          <div className="flex items-center gap-3 max-wide:w-full max-wide:flex-wrap">
            {!isOwnOnly && people.length > 1 && (
              <PersonFilter people={people} chosen={chosen} onChoose={(practitioner) => go({ practitioner })} />
            )}
            <div className="-mr-2.5 ml-auto flex items-center">
              <IconButton label={t('agenda.dayBefore')} onClick={() => go({ day: addDays(day, -1) })}>
                <ChevronLeft size={22} strokeWidth={1.6} aria-hidden="true" />
              </IconButton>
              {/* It stays, so that the arrows stay where they are; on the day itself it only says so. */}
              <Button aria-current={isToday ? 'date' : undefined} className="px-3 aria-[current=date]:border-transparent" onClick={() => go({ day: today })}>
                {t('nav.today')}
              </Button>
              <IconButton label={t('agenda.dayAfter')} onClick={() => go({ day: addDays(day, 1) })}>
                <ChevronRight size={22} strokeWidth={1.6} aria-hidden="true" />
              </IconButton>
            </div>
          </div>
        }
      >
        <Attention />
        {/* Data first: a failed refresh must not blank a day that someone is reading. */}
        {agenda.error && <ProblemNotice error={agenda.error} onRetry={agenda.refetch} />}
        {data && (
          <div aria-busy={agenda.isPlaceholderData} className={isKnown ? '' : 'opacity-60'}>
            <Day data={data} now={now} people={shownPeople} chosen={chosen} linkTo={(to) => `/today/${to}${searchFor({})}`} />
          </div>
        )}
        {!data && !agenda.error && <ListSkeleton />}
      </Page>
      <Outlet />
    </>
  )
}

function Attention() {
  const attention = useAttention()
  if (!attention) return null
  const { not_reached, not_reached_team, late_messages, late_jobs } = attention
  if (not_reached.messages + not_reached_team.messages + late_messages + late_jobs.length === 0) return null
  return (
    <Suspense>
      <AttentionBanners />
    </Suspense>
  )
}

function Day({
  data,
  now,
  people,
  chosen,
  linkTo,
}: {
  data: Today
  now: number
  people: readonly Ref[]
  chosen: string | undefined
  linkTo: (reference: string) => string
}) {
  const gaps = useGaps({ data, people, now })
  const isToday = data.day === useDates().dayOf(now)
  if (isEmptyDay(data)) return <EmptyDay day={data.day} now={now} practitioner={chosen} />
  return <Agenda data={data} gaps={gaps} now={now} isToday={isToday} isNamed={chosen === undefined && people.length > 1} linkTo={linkTo} />
}

/** Nobody is booked: what the public page still offers that day, and the way to book somebody in. */
function EmptyDay({ day, now, practitioner }: { day: string; now: number; practitioner: string | undefined }) {
  const { t } = useTranslation()
  const dates = useDates()
  const distance = daysBetween(dates.dayOf(now), day)
  const count = useFreeTimes({ day, practitioner, isAsked: distance >= 0 })
  // Within a week the weekday says which day is meant.
  const name = distance < 7 ? dates.weekday(weekdayOf(day)) : dates.day(day)
  if (distance < 0) return <EmptyState>{t('agenda.emptyPast')}</EmptyState>
  const words = distance === 0 ? t('agenda.emptyToday') : t('agenda.emptyDay', { day: name })
  const offer = count === undefined ? '' : t(distance === 0 ? 'agenda.offerToday' : 'agenda.offerDay', { count })
  const to = `/new?${new URLSearchParams({ day, ...(practitioner && { practitioner }) })}`
  return <EmptyState action={<ButtonLink to={to}>{t('agenda.bookSomebody')}</ButtonLink>}>{`${words} ${offer}`}</EmptyState>
}

function only(data: Today, practitioner: string | undefined): Today {
  if (practitioner === undefined) return data
  const isTheirs = (one: { practitioner: Ref }) => one.practitioner.slug === practitioner
  return { ...data, appointments: data.appointments.filter(isTheirs), holds: data.holds.filter(isTheirs) }
}

function toCome(data: Today, now: number): number {
  const { next, later } = orderAgenda(data, now)
  return (next ? 1 : 0) + later.filter(({ kind }) => kind === 'appointment').length
}

function onDay({ appointments }: Today): number {
  return appointments.filter(({ status }) => status !== 'cancelled' && status !== 'expired').length
}
