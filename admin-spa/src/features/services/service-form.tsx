import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ArchiveButton } from '../../components/archive-button.tsx'
import { CheckField, FieldError, TextArea, TextField } from '../../components/field.tsx'
import { FormPanel } from '../../components/form-panel.tsx'
import { toast } from '../../components/toast.tsx'
import { offered, practitionersQuery, roomsQuery, useArchiving, useSave } from '../../lib/catalogue.ts'
import { useForm, wholeNumber } from '../../lib/form.ts'
import { currencyDigits, decimal, parseAmount } from '../../lib/money.ts'
import { isProblem, type Wrong } from '../../lib/problem.ts'
import { useStudio } from '../../lib/studio.tsx'
import type { Ref, Service } from '../../lib/types.ts'
import { ServicePreview } from './service-preview.tsx'

/** One treatment: what it is, how long it takes, what it costs, who gives it and where. */
export function ServiceForm({
  service,
  nextPosition,
  onClose,
}: {
  service: Service | undefined
  /** Where a new one stands: after the others. */
  nextPosition: number
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { currency } = useStudio()
  const people = offered(useQuery(practitionersQuery).data)
  const rooms = offered(useQuery(roomsQuery).data)
  const save = useSave('services', service?.slug)
  const archiving = useArchiving('services', service?.slug ?? '')
  const problem = isProblem(save.error) ? save.error : null
  const form = useForm(`service ${service?.slug ?? 'new'}`, startingValues(service, currency), problem)
  const { values, set, field, errorAt } = form

  const amount = parseAmount(values.price, currency)

  const submit = () => {
    save.mutate(
      {
        name: values.name,
        summary: values.summary,
        description: values.description,
        practitioners: values.practitioners,
        rooms: values.rooms,
        asks_health_consent: values.asks_health_consent,
        // What is no amount goes as it was typed: the server then names it together with whatever else is wrong.
        price_minor: amount ?? values.price,
        duration_minutes: wholeNumber(values.duration_minutes),
        buffer_before_minutes: wholeNumber(values.buffer_before_minutes),
        buffer_after_minutes: wholeNumber(values.buffer_after_minutes),
        ...(!service && { position: nextPosition }),
      },
      {
        onSuccess: () => {
          form.settle()
          toast(t('form.saved', { name: values.name }))
          onClose()
        },
      },
    )
  }

  return (
    <FormPanel
      form={form}
      title={service?.name ?? t('services.new')}
      submitLabel={service ? t('action.save') : t('services.create')}
      isBusy={save.isPending}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label={t('field.name')} maxLength={120} {...field('name')} />
      <TextField label={t('services.summary')} hint={t('services.summaryHint')} optional maxLength={160} {...field('summary')} />
      <TextArea label={t('services.description')} optional rows={4} maxLength={4000} {...field('description')} />
      <div className="grid grid-cols-2 gap-4">
        <TextField label={t('services.duration')} suffix={t('unit.min')} inputMode="numeric" {...field('duration_minutes')} />
        <TextField
          label={t('services.priceLabel')}
          suffix={currency}
          inputMode="decimal"
          {...field('price')}
          name="price_minor"
          error={errorAt('price_minor') && t('services.priceWrong', { currency })}
        />
        <TextField label={t('services.bufferBefore')} suffix={t('unit.min')} inputMode="numeric" {...field('buffer_before_minutes')} />
        <TextField label={t('services.bufferAfter')} suffix={t('unit.min')} inputMode="numeric" {...field('buffer_after_minutes')} />
      </div>
      <Choices
        name="practitioners"
        legend={t('services.people')}
        none={t('services.noPeople')}
        options={people}
        chosen={values.practitioners}
        error={errorAt('practitioners')}
        onChange={(practitioners) => set({ practitioners })}
      />
      <Choices
        name="rooms"
        legend={t('services.rooms')}
        hint={t('services.roomsHint')}
        none={t('services.noRooms')}
        options={rooms}
        chosen={values.rooms}
        error={errorAt('rooms')}
        onChange={(chosen) => set({ rooms: chosen })}
      />
      <CheckField
        label={t('services.healthConsent')}
        hint={t('services.healthConsentHint')}
        checked={values.asks_health_consent}
        onChange={(event) => set({ asks_health_consent: event.target.checked })}
      />
      <ServicePreview
        name={values.name}
        summary={values.summary}
        minutes={/^\d+$/.test(values.duration_minutes) ? Number(values.duration_minutes) : null}
        price={amount === null ? null : { amount, currency }}
        people={people.filter(({ slug }) => values.practitioners.includes(slug)).map(({ name }) => name)}
      />
      {service && <ArchiveButton name={service.name} isArchived={service.archived_at !== null} archiving={archiving} />}
    </FormPanel>
  )
}

function Choices({
  name: group,
  legend,
  hint,
  none,
  options,
  chosen,
  error,
  onChange,
}: {
  name: string
  legend: string
  hint?: string
  none: string
  options: readonly Ref[]
  chosen: readonly string[]
  error: Wrong | undefined
  onChange: (chosen: string[]) => void
}) {
  return (
    <fieldset className={error ? 'border-l-3 border-danger pl-3' : ''}>
      <legend className="font-label">{legend}</legend>
      {hint && <p className="text-second text-ink-2">{hint}</p>}
      {options.length === 0 && <p className="text-ink-2">{none}</p>}
      <div className="grid grid-cols-2 gap-x-4">
        {options.map(({ slug, name }) => (
          <CheckField
            key={slug}
            name={group}
            label={name}
            checked={chosen.includes(slug)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, slug] : chosen.filter((one) => one !== slug))}
          />
        ))}
      </div>
      <FieldError label={legend} error={error} />
    </fieldset>
  )
}

function startingValues(service: Service | undefined, currency: string) {
  return {
    name: service?.name ?? '',
    summary: service?.summary ?? '',
    description: service?.description ?? '',
    duration_minutes: String(service?.duration_minutes ?? 60),
    buffer_before_minutes: String(service?.buffer_before_minutes ?? 0),
    buffer_after_minutes: String(service?.buffer_after_minutes ?? 15),
    price: service ? decimal(service.price.amount, currencyDigits(currency)) : '',
    asks_health_consent: service?.asks_health_consent ?? false,
    practitioners: service?.practitioners ?? [],
    rooms: service?.rooms ?? [],
  }
}
