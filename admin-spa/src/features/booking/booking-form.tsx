import { useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { FormProblem, Restored } from '../../components/feedback.tsx'
import { SelectField, TextArea } from '../../components/field.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { offered, practitionersQuery, servicesQuery } from '../../lib/catalogue.ts'
import { useDraft } from '../../lib/drafts.ts'
import { isProblem } from '../../lib/problem.ts'
import { useDates, useMoney, useStudio } from '../../lib/studio.tsx'
import type { AppointmentDetail, Service } from '../../lib/types.ts'
import { useBook, type ChosenTime } from './api.ts'
import { Alternatives } from './alternatives.tsx'
import { ClientField, type WhoFor } from './client-field.tsx'
import { useProposedTime } from './proposed-time.ts'
import { TimePicker } from './time-picker.tsx'

/** What stands in the address of the booking screen, so that a link can begin one half-way. */
export type Draft = {
  service: string
  practitioner: string
  day: string
  /** A wall time from which the first free one is proposed; empty for none. */
  at: string
}

export function BookingForm({
  draft,
  onDraft,
  initialClient,
  onBooked,
}: {
  draft: Draft
  onDraft: (changed: Partial<Draft>) => void
  initialClient: WhoFor
  onBooked: (appointment: AppointmentDetail) => void
}) {
  const { t } = useTranslation()
  const services = offered(useQuery(servicesQuery).data)
  const practitioners = offered(useQuery(practitionersQuery).data)
  const { value: who, setValue: setWho, start: whoAtFirst, isRestored } = useDraft('booking client', initialClient)
  const { value: chosen, setValue: setTime } = useDraft<ChosenTime | null>('booking time', null)
  const { value: note, setValue: setNote } = useDraft('booking note', '')
  const isBooked = useRef(false)
  const [isTried, setTried] = useState(false)
  const booking = useBook()
  const problem = isProblem(booking.error) ? booking.error : null

  const service = services.find(({ slug }) => slug === draft.service)
  const gives = practitioners.filter(({ slug }) => service?.practitioners.includes(slug))
  const practitioner = gives.find(({ slug }) => slug === draft.practitioner)
  const proposed = useProposedTime({ service: service?.slug ?? '', practitioner: practitioner?.slug, day: draft.day, at: draft.at })
  const time = chosen ?? proposed
  const change = (changed: Partial<Draft>) => {
    setTime(null)
    booking.reset()
    onDraft(changed)
  }
  const isBegun = who !== whoAtFirst || note.trim() !== ''
  const hasUnsaved = useCallback(() => isBegun && !isBooked.current, [isBegun])
  const missing = {
    who: who.kind === 'none' || (who.kind === 'new' && !who.name.trim()) ? t(who.kind === 'new' ? 'booking.needsName' : 'booking.needsClient') : undefined,
    service: service ? undefined : t('booking.needsService'),
    time: time ? undefined : t('booking.needsTime'),
  }

  const submit = () => {
    setTried(true)
    if (who.kind === 'none' || missing.who || !service || !time) return
    booking.mutate(
      {
        service: service.slug,
        ...(practitioner && { practitioner: practitioner.slug }),
        starts_at: time.starts_at,
        client: who.kind === 'known' ? { id: who.client.id } : typedClient(who),
        ...(note.trim() && { note: note.trim() }),
        ...(time.override && { override_rules: true }),
      },
      {
        onSuccess: (appointment) => {
          isBooked.current = true
          onBooked(appointment)
        },
      },
    )
  }

  return (
    <form
      noValidate
      className="grid items-start gap-x-14 gap-y-10 full:grid-cols-[minmax(0,26rem)_minmax(0,34rem)]"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <LeaveGuard hasUnsaved={hasUnsaved} />
      <div className="grid gap-8">
        {isRestored && <Restored />}
        <Section title={t('booking.who')}>
          <ClientField value={who} onChange={setWho} problem={problem} missing={isTried ? missing.who : undefined} />
        </Section>
        <Section title={t('booking.what')}>
          <SelectField
            label={t('filter.service')}
            name="service"
            value={draft.service}
            error={(isTried ? missing.service : undefined) ?? problem?.at('service')}
            onChange={(event) => change({ service: event.target.value })}
          >
            <option value="">{t('booking.choose')}</option>
            {services.map(({ slug, name, duration_minutes }) => (
              <option key={slug} value={slug}>
                {t('fact.treatmentWords', { name, count: duration_minutes })}
              </option>
            ))}
          </SelectField>
          {gives.length !== 1 && (
            <SelectField
              label={t('filter.practitioner')}
              name="practitioner"
              value={practitioner?.slug ?? ''}
              error={problem?.at('practitioner')}
              onChange={(event) => change({ practitioner: event.target.value })}
            >
              <option value="">{t('booking.anyPractitioner')}</option>
              {gives.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </SelectField>
          )}
        </Section>
      </div>
      <div className="grid gap-8">
        <Section title={t('booking.when')}>
          {service ? (
            <TimePicker
              service={service.slug}
              practitioner={practitioner?.slug}
              day={draft.day}
              onDay={(day) => change({ day, at: '' })}
              at={draft.at}
              chosen={time}
              onChoose={setTime}
            />
          ) : (
            <p className="text-ink-2">{t('booking.timesAfterService')}</p>
          )}
        </Section>
        <TextArea
          label={t('fact.note')}
          name="note"
          optional
          maxLength={1000}
          rows={2}
          value={note}
          error={problem?.at('note')}
          onChange={(event) => setNote(event.target.value)}
        />
        {/* Somebody was quicker: what stands nearest, one press away. */}
        {problem && isProblem(problem, 'slot-taken') ? (
          <Alternatives problem={problem} onChoose={(starts_at) => setTime({ starts_at, override: false })} chosen={time?.starts_at} />
        ) : (
          <FormProblem error={booking.error} />
        )}
        <LastStep
          service={service}
          who={who}
          time={time}
          practitionerName={practitioner?.name}
          missing={isTried ? (missing.who ?? missing.service ?? missing.time) : undefined}
          isBusy={booking.isPending}
        />
      </div>
    </form>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-ink pt-4">
      <h2 className="font-serif text-person">{title}</h2>
      {children}
    </section>
  )
}

/** The whole booking in two lines, and the button that says it once more. */
function LastStep({
  service,
  who,
  time,
  practitionerName,
  missing,
  isBusy,
}: {
  service: Service | undefined
  who: WhoFor
  time: ChosenTime | null
  practitionerName: string | undefined
  missing: string | undefined
  isBusy: boolean
}) {
  const { t } = useTranslation()
  const dates = useDates()
  const money = useMoney()
  const name = who.kind === 'known' ? who.client.name : who.kind === 'new' ? who.name : ''
  const studio = useStudio()
  const firstName = name.trim().split(/\s+/)[0]
  const bookWords = (when: string) => (firstName ? t('booking.bookNamed', { name: firstName, when }) : t('booking.book', { when }))
  return (
    <div className="grid gap-3 bg-mist p-5 max-sm:-mx-5 sm:rounded-control">
      {service && time && (
        <div>
          <p className="font-strong">
            {[name, service.name].filter(Boolean).join(', ')}
            {practitionerName && ` ${t('booking.with', { who: practitionerName })}`}
          </p>
          <p className="tnum">
            {dates.moment(time.starts_at)} · {money({ ...service.price, currency: service.price.currency || studio.currency })}
          </p>
          {time.override && <p className="text-warn">{t('booking.overrides')}</p>}
        </div>
      )}
      <Button type="submit" look="primary" busy={isBusy} busyLabel={t('booking.busy')}>
        {time ? bookWords(dates.moment(time.starts_at)) : t('booking.bookNothing')}
      </Button>
      {missing && (
        <p role="alert" className="font-label text-danger">
          {missing}
        </p>
      )}
    </div>
  )
}

function typedClient({ name, email, phone }: Extract<WhoFor, { kind: 'new' }>) {
  return {
    name: name.trim(),
    ...(email.trim() && { email: email.trim() }),
    ...(phone.trim() && { phone: phone.trim() }),
  }
}
