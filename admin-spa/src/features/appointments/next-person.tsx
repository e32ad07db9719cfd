import { Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { StatusBadge } from '../../components/badge.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { ROW_LINK } from '../../components/link-row.tsx'
import { useDates } from '../../lib/studio.tsx'
import type { Appointment } from '../../lib/types.ts'
import { Initials, Times, Where } from './agenda-row.tsx'
import { AttendanceButtons } from './attendance-buttons.tsx'
import { useDistance } from './distance.ts'

/** Who comes next, or is here now, with what one can do about it. */
export function NextPerson({ appointment, now, to, isNamed }: { appointment: Appointment; now: number; to: string; isNamed: boolean }) {
  return (
    <section aria-labelledby="next-person" className="relative bg-mist px-5 pt-8 pb-6 wide:rounded-control">
      <div className="flex items-start gap-x-4">
        <Times starts_at={appointment.starts_at} ends_at={appointment.ends_at} />
        <div className="min-w-0 flex-1">
          {/* How far off it is goes below a long name rather than breaking it. */}
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <h2 id="next-person" className="font-serif text-person">
              <Link to={to} className={ROW_LINK}>
                {appointment.client.name}
              </Link>
            </h2>
            <span className="flex items-center gap-2.5">
              <Distance appointment={appointment} now={now} />
              {isNamed && <Initials name={appointment.practitioner.name} />}
            </span>
          </div>
          <Where appointment={appointment} isNamed={isNamed} />
          {appointment.note && <p className="pt-1.5">{appointment.note}</p>}
          <p className="empty:hidden pt-2">
            <StatusBadge quiet status={appointment.status} />
          </p>
        </div>
      </div>
      {/* Above the link that covers the block. On a phone the first of three has a line to itself. */}
      <div className="relative grid grid-cols-2 gap-3 pt-5 max-sm:has-[>:nth-child(3)]:*:first:col-span-2 sm:flex sm:w-fit sm:flex-wrap [&>[role=alert]]:col-span-2">
        <AttendanceButtons appointment={appointment} />
        {!appointment.actions.includes('complete') && <Details to={to} />}
        <Call appointment={appointment} />
      </div>
    </section>
  )
}

/** Before it begins there is nothing to mark; then the way in is the thing to press. */
function Details({ to }: { to: string }) {
  const { t } = useTranslation()
  return (
    <ButtonLink to={to} look="primary" className="grow px-10 sm:max-w-80">
      {t('agenda.details')}
    </ButtonLink>
  )
}

function Call({ appointment }: { appointment: Appointment }) {
  const { t } = useTranslation()
  const phone = appointment.contact_phone || appointment.client.phone
  if (!phone) return null
  return (
    <a
      href={`tel:${phone}`}
      className="pressable inline-flex min-h-13 items-center justify-center gap-2 rounded-control border border-edge px-5 font-label"
    >
      <Phone size={19} strokeWidth={1.6} aria-hidden="true" />
      {t('appointment.call')}
    </a>
  )
}

function Distance({ appointment, now }: { appointment: Appointment; now: number }) {
  const { t } = useTranslation()
  const dates = useDates()
  const distance = useDistance(appointment, now)
  if (Date.parse(appointment.starts_at) <= now) return <p className="font-strong text-ok">{t('agenda.here', { until: dates.time(appointment.ends_at) })}</p>
  return <p className="tnum text-ink-2">{distance}</p>
}
