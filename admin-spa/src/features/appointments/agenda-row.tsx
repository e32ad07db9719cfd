import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { StatusBadge } from '../../components/badge.tsx'
import { ROW_LINK } from '../../components/link-row.tsx'
import { Monogram } from '../../components/monogram.tsx'
import { clockSkew, useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Appointment, Hold } from '../../lib/types.ts'

/** One appointment of a day. The whole row opens it; only what is out of the ordinary carries a badge. */
export function AgendaRow({ appointment, to, isNamed }: { appointment: Appointment; to: string; isNamed: boolean }) {
  const isDone = appointment.status === 'completed'
  return (
    <li className="relative flex min-h-18 items-center gap-x-4 border-b border-line py-2.5 hover:bg-mist/40">
      <Times starts_at={appointment.starts_at} ends_at={appointment.ends_at} isQuiet={isDone} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center justify-between gap-x-3">
          <Link to={to} className={`${ROW_LINK} font-strong ${isDone ? 'text-ink-2' : ''}`}>
            {appointment.client.name}
          </Link>
          <span className="flex items-center gap-2.5">
            <StatusBadge quiet status={appointment.status} />
            {isNamed && <Initials name={appointment.practitioner.name} />}
          </span>
        </div>
        <Where appointment={appointment} isNamed={isNamed} />
      </div>
    </li>
  )
}

/** A time that a client is booking online at this moment: nothing to open, and it may vanish. */
export function HoldRow({ hold, isNamed }: { hold: Hold; isNamed: boolean }) {
  const { t } = useTranslation()
  return (
    <li className="flex min-h-18 items-center gap-x-4 border-b border-line py-2.5">
      <Times {...hold} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center justify-between gap-x-3">
          <p className="font-strong text-clay">{t('agenda.held')}</p>
          <span className="flex items-center gap-2.5">
            <TimeLeft until={hold.expires_at} />
            {isNamed && <Initials name={hold.practitioner.name} />}
          </span>
        </div>
        <p className="text-second text-ink-2">
          {hold.service.name}
          {isNamed && <With name={hold.practitioner.name} />}
        </p>
      </div>
    </li>
  )
}

/** A column of 76: the start strong, the end small. */
export function Times({ starts_at, ends_at, isQuiet }: { starts_at: string; ends_at: string; isQuiet?: boolean }) {
  const dates = useDates()
  return (
    <p className="tnum w-19 shrink-0 leading-tight">
      <span className={`block text-lead leading-tight ${isQuiet ? 'text-ink-2' : 'font-strong'}`}>{dates.bareTime(starts_at)}</span>
      <span className="text-second whitespace-nowrap text-ink-2">
        <span className="sr-only"> – </span>
        {dates.time(ends_at)}
      </span>
    </p>
  )
}

/** What and where; and with whom, when the day shows more than one person. */
export function Where({ appointment, isNamed }: { appointment: Appointment; isNamed: boolean }) {
  const { service, room } = appointment
  return (
    <p className="text-second text-ink-2">
      {service.name}
      {/* In one piece: a line breaks before the room, not within its name. */}
      {room && <>, <span className="inline-block">{room.name}</span></>}
      {isNamed && <With name={appointment.practitioner.name} />}
    </p>
  )
}

/** On a phone, where the name itself has no room. */
export function Initials({ name }: { name: string }) {
  return (
    <span className="sm:hidden">
      <Monogram name={name} />
    </span>
  )
}

/** On a phone the initials at the end of the row stand for it. */
export function With({ name }: { name: string }) {
  const { t } = useTranslation()
  return <span className="max-sm:sr-only">{t('agenda.with', { who: name })}</span>
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
