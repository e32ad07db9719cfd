import { Hourglass } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { StatusBadge } from '../../components/badge.tsx'
import { clockSkew, useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Appointment, Hold } from '../../lib/types.ts'

/** One appointment of a day. The whole row opens it; only what is out of the ordinary carries a badge. */
export function AgendaRow({ appointment, to }: { appointment: Appointment; to: string }) {
  const isDone = appointment.status === 'completed'
  return (
    <li className="relative border-b border-line">
      <div className="flex min-h-18 items-center gap-x-4 py-2.5 hover:bg-mist/40">
        <Times starts_at={appointment.starts_at} ends_at={appointment.ends_at} isQuiet={isDone} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center justify-between gap-x-3">
            <Link
              to={to}
              className={`font-strong after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ink ${isDone ? 'text-ink-2' : ''}`}
            >
              {appointment.client.name}
            </Link>
            <StatusBadge quiet status={appointment.status} />
          </div>
          <Where appointment={appointment} />
        </div>
      </div>
    </li>
  )
}

/** A time that a client is booking online at this moment: nothing to open, and it may vanish. */
export function HoldRow({ hold }: { hold: Hold }) {
  const { t } = useTranslation()
  return (
    <li className="flex min-h-18 items-center gap-x-4 border-b border-line py-2.5">
      <Times {...hold} />
      <div className="min-w-0 flex-1">
        <p className="font-strong text-clay">{t('agenda.held')}</p>
        <p className="text-second text-ink-2">{t('agenda.with', { what: hold.service.name, who: hold.practitioner.name })}</p>
      </div>
      <TimeLeft until={hold.expires_at} />
    </li>
  )
}

export function Times({
  starts_at,
  ends_at,
  isQuiet,
}: {
  starts_at: string
  ends_at: string
  isQuiet?: boolean
}): ReactNode {
  const dates = useDates()
  return (
    <p className="tnum w-19 shrink-0 leading-tight">
      <span className={`block text-lead leading-tight ${isQuiet ? 'text-ink-2' : 'font-strong'}`}>{dates.bareTime(starts_at)}</span>
      <span className="text-second text-ink-2">
        <span className="sr-only"> – </span>
        {dates.time(ends_at)}
      </span>
    </p>
  )
}

export function Where({ appointment }: { appointment: Appointment }) {
  const { t } = useTranslation()
  const what = [appointment.service.name, appointment.room?.name].filter(Boolean).join(', ')
  return <p className="text-second text-balance text-ink-2">{t('agenda.with', { what, who: appointment.practitioner.name })}</p>
}

/** Ticks by itself, so that the rest of the day need not. */
function TimeLeft({ until }: { until: string }) {
  const { t } = useTranslation()
  const now = useNow(1000) - clockSkew()
  const seconds = Math.max(0, Math.floor((Date.parse(until) - now) / 1000))
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <p className="tnum inline-flex items-center gap-1.5 text-second font-strong text-clay">
      <Hourglass size={17} strokeWidth={1.8} aria-hidden="true" />
      {seconds > 0 ? t('agenda.left', { time: left }) : t('agenda.runOut')}
    </p>
  )
}
