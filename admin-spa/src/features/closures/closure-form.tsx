import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { CheckField, SelectField, TextField } from '../../components/field.tsx'
import { FormPanel } from '../../components/form-panel.tsx'
import { toast } from '../../components/toast.tsx'
import { offered, practitionersQuery } from '../../lib/catalogue.ts'
import { useForm } from '../../lib/form.ts'
import { EMPTY, isProblem, Problem } from '../../lib/problem.ts'
import { useDates, useMe } from '../../lib/studio.tsx'
import type { Conflicts } from '../../lib/types.ts'
import { useClose, useConflicts, type WantedClosure } from './api.ts'

/** A closure to be. What is booked under it is shown before it is saved, and stays booked. */
export function ClosureForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const dates = useDates()
  const me = useMe()
  const people = offered(useQuery(practitionersQuery).data)
  const conflicts = useConflicts()
  const close = useClose()
  const refusal = close.error ?? conflicts.error
  // The last day is optional here, as the first stands for both: without either, only the first is asked for. Kept as one
  // object: the summary takes focus with each new one.
  const error = useMemo(() => {
    if (!isProblem(refusal) || refusal.at('first_day') !== EMPTY) return refusal
    const errors = refusal.errors.filter(({ pointer }) => pointer !== '#/last_day')
    return new Problem({ ...refusal.facts, errors })
  }, [refusal])
  const problem = isProblem(error) ? error : null
  const [seen, setSeen] = useState<{ wanted: string; conflicts: Conflicts } | null>(null)
  const form = useForm(
    'closure',
    {
      kind: 'days',
      practitioner: me.role === 'owner' ? '' : (me.practitioner ?? ''),
      first_day: '',
      last_day: '',
      weekday: '0',
      isWholeDay: true,
      starts: '12:00',
      ends: '17:00',
      reason: '',
    },
    problem,
  )
  const { values, set, field } = form

  const wanted = wantedFrom(values)
  const known = seen?.wanted === JSON.stringify(wanted) ? seen.conflicts : null
  const save = () =>
    close.mutate(wanted, {
      onSuccess: () => {
        form.settle()
        toast(t('closures.saved'))
        onClose()
      },
    })
  const submit = () => {
    if (known) return save()
    close.reset()
    conflicts.mutate(wanted, {
      onSuccess: (found) => {
        setSeen({ wanted: JSON.stringify(wanted), conflicts: found })
        if (found.count === 0 && found.holds === 0) save()
      },
    })
  }

  return (
    <FormPanel
      form={form}
      title={t('closures.new')}
      lead={t('closures.lead')}
      submitLabel={known ? t('closures.closeAnyway') : t('closures.close')}
      isBusy={close.isPending || conflicts.isPending}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField label={t('closures.kind')} {...field('kind')}>
        <option value="days">{t('closures.kindDays')}</option>
        <option value="weekly">{t('closures.kindWeekly')}</option>
      </SelectField>
      {values.kind === 'weekly' && (
        <SelectField label={t('closures.weekday')} {...field('weekday')}>
          {[0, 1, 2, 3, 4, 5, 6].map((weekday) => (
            <option key={weekday} value={weekday}>
              {dates.weekday(weekday)}
            </option>
          ))}
        </SelectField>
      )}
      <div className="grid grid-cols-2 gap-4">
        <TextField label={t('closures.firstDay')} type="date" optional={values.kind === 'weekly'} {...field('first_day')} />
        <TextField label={t('closures.lastDay')} type="date" optional min={values.first_day} {...field('last_day')} />
      </div>
      <CheckField
        label={t('closures.wholeDay')}
        checked={values.isWholeDay}
        onChange={(event) => set({ isWholeDay: event.target.checked })}
      />
      {!values.isWholeDay && (
        <div className="grid grid-cols-2 gap-4">
          <TextField label={t('filter.from')} type="time" step={300} {...field('starts')} />
          <TextField label={t('filter.to')} type="time" step={300} {...field('ends')} />
        </div>
      )}
      <SelectField label={t('closures.who')} {...field('practitioner')}>
        {me.role === 'owner' && <option value="">{t('closures.everybody')}</option>}
        {people
          .filter(({ slug }) => me.role === 'owner' || slug === me.practitioner)
          .map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
      </SelectField>
      <TextField label={t('closures.reason')} hint={t('closures.reasonHint')} optional maxLength={120} {...field('reason')} />
      {known && <LiesOver conflicts={known} />}
    </FormPanel>
  )
}

function LiesOver({ conflicts }: { conflicts: Conflicts }) {
  const { t } = useTranslation()
  const dates = useDates()
  return (
    <div role="status" className="grid gap-2 rounded-control bg-warn-wash p-4">
      <p className="flex items-start gap-2 font-strong text-warn">
        <TriangleAlert size={20} strokeWidth={1.8} className="mt-0.5 shrink-0" aria-hidden="true" />
        {t('closures.liesOver', { count: conflicts.count })}
      </p>
      <ul>
        {conflicts.appointments.map((one) => (
          <li key={one.reference} className="tnum">
            {dates.moment(one.starts_at)}, {one.client.name}
          </li>
        ))}
      </ul>
      {conflicts.holds > 0 && <p>{t('closures.holds', { count: conflicts.holds })}</p>}
      <p className="text-second text-ink-2">{t('closures.stays')}</p>
    </div>
  )
}

function wantedFrom(values: {
  kind: string
  practitioner: string
  first_day: string
  last_day: string
  weekday: string
  isWholeDay: boolean
  starts: string
  ends: string
  reason: string
}): WantedClosure {
  const isWeekly = values.kind === 'weekly'
  return {
    practitioner: values.practitioner || null,
    kind: isWeekly ? 'weekly' : 'days',
    first_day: values.first_day || null,
    // One day needs to be said once.
    last_day: values.last_day || (isWeekly ? null : values.first_day || null),
    weekday: isWeekly ? Number(values.weekday) : null,
    starts: values.isWholeDay ? null : values.starts,
    ends: values.isWholeDay ? null : values.ends === '00:00' ? '24:00' : values.ends,
    reason: values.reason.trim(),
  }
}
