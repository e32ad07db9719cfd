import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { servicesQuery } from '../../lib/catalogue.ts'
import { minutesBetween } from '../../lib/dates.ts'
import { formatPhone } from '../../lib/phone.ts'
import { useNow } from '../../lib/now.ts'
import { useDates, useMoney } from '../../lib/studio.tsx'
import type { AppointmentDetail } from '../../lib/types.ts'

/** The facts, one per line, with hairlines between. */
export function AppointmentFacts({ appointment }: { appointment: AppointmentDetail }) {
  const { t } = useTranslation()
  const money = useMoney()
  const { client, cancellation } = appointment
  const minutes = minutesBetween(appointment.starts_at, appointment.ends_at)
  const phone = appointment.contact_phone || client.phone
  const after = useQuery(servicesQuery).data?.find(({ slug }) => slug === appointment.service.slug)?.buffer_after_minutes ?? 0
  return (
    <>
      <dl>
        <Fact name={t('fact.treatment')} more={after > 0 && t('fact.bufferAfter', { count: after })}>{t('fact.treatmentWords', { name: appointment.service.name, count: minutes })}</Fact>
        <Fact name={t('fact.where')}>
          {appointment.room
            ? t('fact.roomWith', { room: appointment.room.name, who: appointment.practitioner.name })
            : t('fact.with', { who: appointment.practitioner.name })}
        </Fact>
        <Fact name={t('fact.price')}>
          <strong className="tnum font-strong">{money(appointment.price)}</strong>
        </Fact>
        {cancellation ? (
          <Fact name={t('fact.cancelled')} more={cancellation.reason}>
            <Cancelled {...cancellation} />
          </Fact>
        ) : (
          <Cancelling appointment={appointment} />
        )}
        <Fact name={t('fact.client')} more={[client.email, formatPhone(phone)].filter(Boolean).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}>
          {appointment.contact_name && appointment.contact_name !== client.name
            ? t('fact.bookedAs', { name: appointment.contact_name })
            : client.name}
        </Fact>
        <Booked appointment={appointment} />
      </dl>
      {appointment.note && (
        <section className="pt-6">
          <h3 className="font-serif text-name">{t('fact.note')}</h3>
          <p className="pt-1.5 whitespace-pre-line">{appointment.note}</p>
        </section>
      )}
    </>
  )
}

function Fact({ name, more, children }: { name: string; more?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6rem_1fr] gap-x-2 border-b border-line py-3">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">
        {children}
        {more && <span className="block text-second wrap-anywhere text-ink-2">{more}</span>}
      </dd>
    </div>
  )
}

function Cancelling({ appointment }: { appointment: AppointmentDetail }) {
  const { t } = useTranslation()
  const dates = useDates()
  const money = useMoney()
  const now = useNow(60_000)
  const until = appointment.free_cancellation_until
  if (!until || !appointment.actions.includes('cancel')) return null
  const when = dates.moment(until)
  const isFree = Date.parse(until) > now
  const fee = appointment.late_fee.amount > 0 ? money(appointment.late_fee) : null
  return (
    <Fact name={t('fact.cancelling')} more={fee && t(isFree ? 'fact.lateFeeAfter' : 'fact.lateFeeNow', { fee })}>
      {t(isFree ? 'fact.freeUntil' : 'fact.freeEnded', { when })}
    </Fact>
  )
}

function Cancelled({ at, by }: { at: string; by: string }) {
  const { t } = useTranslation()
  const dates = useDates()
  return <>{t(by === 'client' ? 'fact.cancelledByClient' : 'fact.cancelledByStudio', { when: dates.moment(at) })}</>
}

function Booked({ appointment }: { appointment: AppointmentDetail }) {
  const { t } = useTranslation()
  const dates = useDates()
  const when = dates.moment(appointment.booked_at)
  return (
    <Fact name={t('fact.booked')}>{t(appointment.source === 'online' ? 'fact.bookedOnline' : 'fact.bookedByStudio', { when })}</Fact>
  )
}
