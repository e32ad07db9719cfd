import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { SelectField } from '../../components/field.tsx'
import { Panel } from '../../components/panel.tsx'
import { offered, practitionersQuery, servicesQuery } from '../../lib/catalogue.ts'
import { useNow } from '../../lib/now.ts'
import { isProblem } from '../../lib/problem.ts'
import { useDates } from '../../lib/studio.tsx'
import type { AppointmentDetail } from '../../lib/types.ts'
import { Alternatives } from './alternatives.tsx'
import { useMove, type ChosenTime } from './api.ts'
import { TimePicker } from './time-picker.tsx'

/** Another time for an appointment, at its old price. */
export function MovePanel({
  appointment,
  onClose,
  onMoved,
}: {
  appointment: AppointmentDetail
  onClose: () => void
  onMoved: (moved: AppointmentDetail) => void
}) {
  const { t } = useTranslation()
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000))
  const start = dates.dayOf(appointment.starts_at)
  const [day, setDay] = useState(start < today ? today : start)
  const [practitioner, setPractitioner] = useState(appointment.practitioner.slug)
  const [time, setTime] = useState<ChosenTime | null>(null)
  const move = useMove(appointment.reference)

  const service = useQuery(servicesQuery).data?.find(({ slug }) => slug === appointment.service.slug)
  const gives = offered(useQuery(practitionersQuery).data).filter(({ slug }) => service?.practitioners.includes(slug))
  const name = appointment.client.name
  const submit = () => {
    if (!time) return
    move.mutate(
      {
        starts_at: time.starts_at,
        ...(practitioner && { practitioner }),
        ...(time.override && { override_rules: true }),
      },
      {
        onSuccess: (moved) => {
          onMoved(moved)
          onClose()
        },
      },
    )
  }

  return (
    <Panel
      label={t('move.title', { name })}
      eyebrow={t('appointment.move')}
      onClose={onClose}
      actions={
        <div className="grid gap-2">
          {!isProblem(move.error, 'slot-taken') && <ProblemLine error={move.error} />}
          <Button look="primary" busy={move.isPending} busyLabel={t('move.busy')} aria-describedby="move-why" onClick={submit}>
            {time ? t('move.confirm', { when: dates.moment(time.starts_at) }) : t('move.chooseFirst')}
          </Button>
        </div>
      }
    >
      <h2 className="font-serif text-title">{t('move.title', { name })}</h2>
      <p className="tnum pt-2 pb-5 text-ink-2">
        {t('move.now', { service: appointment.service.name, when: dates.moment(appointment.starts_at) })}
      </p>
      {gives.length > 1 && (
        <SelectField
          label={t('filter.practitioner')}
          className="pb-6"
          value={practitioner}
          onChange={(event) => {
            setPractitioner(event.target.value)
            setTime(null)
          }}
        >
          <option value="">{t('booking.anyPractitioner')}</option>
          {gives.map((one) => (
            <option key={one.slug} value={one.slug}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
      {isProblem(move.error, 'slot-taken') && (
        <div className="pb-6">
          <Alternatives
            problem={move.error}
            chosen={time?.starts_at}
            onChoose={(starts_at) => setTime({ starts_at, override: false })}
          />
        </div>
      )}
      <TimePicker
        service={appointment.service.slug}
        practitioner={practitioner || undefined}
        moving={appointment.reference}
        day={day}
        onDay={(next) => {
          setDay(next)
          setTime(null)
        }}
        chosen={time}
        onChoose={setTime}
      />
      <p id="move-why" className="pt-6 text-second text-ink-2">
        {time?.override ? t('booking.overrides') : t('move.price')}
      </p>
    </Panel>
  )
}
