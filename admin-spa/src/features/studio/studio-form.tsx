import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'

import { Button } from '../../components/button.tsx'
import { FormProblem, Restored } from '../../components/feedback.tsx'
import { SelectField, TextArea, TextField } from '../../components/field.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { toast } from '../../components/toast.tsx'
import { useForm, wholeNumber } from '../../lib/form.ts'
import { isProblem } from '../../lib/problem.ts'
import type { StudioSettings } from '../../lib/types.ts'
import { useSaveStudio, type Facts } from './api.ts'

const HOUR = 60
/** Minutes in the API, hours on the screen: nobody thinks of a day's notice as 1440. */
const IN_HOURS = ['minimum_notice_minutes', 'cancel_deadline_minutes', 'reschedule_deadline_minutes'] as const
const NUMBERS = ['slot_grid_minutes', 'daily_cap', 'horizon_days', 'late_cancellation_percent', 'hold_minutes'] as const

/** The studio's facts and house rules; on an empty installation the first thing there is to fill in. */
export function StudioForm({ settings, onSaved }: { settings: StudioSettings | null; onSaved?: () => void }) {
  const { t } = useTranslation()
  const save = useSaveStudio(settings === null)
  const problem = isProblem(save.error) ? save.error : null
  const form = useForm('studio', startingValues(settings), problem)
  const { values, field } = form

  return (
    <form
      noValidate
      className="grid max-w-250 gap-12"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(factsFrom(values), {
          onSuccess: () => {
            form.settle()
            toast(t('studio.saved'))
            onSaved?.()
          },
        })
      }}
    >
      <LeaveGuard hasUnsaved={form.hasUnsaved} />
      {(Boolean(save.error) || form.isRestored) && (
        <div className="grid max-w-176 gap-4">
          <FormProblem error={save.error} />
          {form.isRestored && <Restored />}
        </div>
      )}
      <Section title={t('studio.about')} note={t('studio.aboutNote')}>
        <TextField label={t('studio.name')} maxLength={120} className="sm:col-span-2" {...field('name')} />
        <TextField label={t('studio.zone')} hint={t('studio.zoneHint')} list="zones" spellCheck={false} {...field('time_zone')} />
        <TextField
          label={t('studio.currency')}
          hint={t('studio.currencyHint')}
          maxLength={3}
          autoCapitalize="characters"
          {...field('currency')}
        />
        <TextField label={t('studio.tagline')} optional maxLength={120} className="sm:col-span-2" {...field('tagline')} />
        <TextArea label={t('studio.description')} optional maxLength={400} className="sm:col-span-2" {...field('description')} />
      </Section>
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Section title={t('studio.contact')} note={t('studio.contactNote')}>
        <TextField label={t('field.email')} optional type="email" {...field('email')} />
        <TextField label={t('field.phone')} optional type="tel" {...field('phone')} />
        <TextField label={t('studio.street')} optional className="sm:col-span-2" {...field('address_street')} />
        <TextField label={t('studio.city')} optional {...field('address_city')} />
        <TextField label={t('studio.region')} optional {...field('address_region')} />
        <TextField label={t('studio.postalCode')} optional {...field('address_postal_code')} />
        <TextField label={t('studio.country')} hint={t('studio.countryHint')} optional maxLength={2} {...field('address_country')} />
        <TextArea label={t('studio.arrival')} optional maxLength={300} className="sm:col-span-2" {...field('arrival_note')} />
      </Section>
      <Section title={t('studio.rules')} note={t('studio.rulesNote')}>
        <SelectField label={t('studio.grid')} {...field('slot_grid_minutes')}>
          <option value="15">{t('studio.gridMinutes', { count: 15 })}</option>
          <option value="30">{t('studio.gridMinutes', { count: 30 })}</option>
          <option value="0">{t('studio.gridNone')}</option>
        </SelectField>
        <TextField label={t('studio.dailyCap')} hint={t('studio.dailyCapHint')} inputMode="numeric" {...field('daily_cap')} />
        <TextField label={t('studio.notice')} suffix={t('unit.h')} inputMode="decimal" {...field('minimum_notice_minutes')} />
        <TextField label={t('studio.horizon')} suffix={t('unit.days')} inputMode="numeric" {...field('horizon_days')} />
        <TextField label={t('studio.cancel')} suffix={t('unit.h')} inputMode="decimal" {...field('cancel_deadline_minutes')} />
        <TextField label={t('studio.reschedule')} suffix={t('unit.h')} inputMode="decimal" {...field('reschedule_deadline_minutes')} />
        <TextField
          label={t('studio.lateFee')}
          hint={t('studio.lateFeeHint')}
          suffix="%"
          inputMode="numeric"
          {...field('late_cancellation_percent')}
        />
        <TextField label={t('studio.hold')} suffix={t('unit.min')} inputMode="numeric" {...field('hold_minutes')} />
        <TextField label={t('studio.terms')} hint={t('studio.termsHint')} maxLength={20} {...field('terms_version')} />
      </Section>
      {/* Always in reach: the form is longer than any screen. */}
      <div data-actions="" className="sticky bottom-0 z-10 -mx-5 border-t border-line bg-paper px-5 py-3 max-wide:bottom-[calc(4rem+env(safe-area-inset-bottom))] wide:mx-0 wide:px-0 low:static">
        <Button type="submit" look="primary" className="px-8 max-sm:w-full" busy={save.isPending} busyLabel={t('form.saving')}>
          {settings ? t('action.save') : t('studio.create')}
        </Button>
      </div>
    </form>
  )
}

/**
 * A part of the form: what it is about at the left where there is room for a margin, its fields beside it. Two fields of a line
 * share its rows for label, hint, box and error: each stands level with its neighbour's, however long the others are.
 */
function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-10 border-t border-ink pt-4 full:grid-cols-[16rem_minmax(0,44rem)]">
      <div className="pb-4">
        <h2 className="font-serif text-person">{title}</h2>
        <p className="pt-1 text-second text-ink-2">{note}</p>
      </div>
      <div className="-mb-5 grid gap-x-4 *:row-span-4 *:grid *:grid-rows-subgrid *:pb-5 sm:grid-cols-2">{children}</div>
    </section>
  )
}

type Values = { [name in keyof StudioSettings]: string }

function startingValues(settings: StudioSettings | null): Values {
  const known: StudioSettings = settings ?? { ...EMPTY, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }
  const words = Object.fromEntries(Object.entries(known).map(([name, value]) => [name, String(value)])) as Values
  for (const name of IN_HOURS) words[name] = String(known[name] / HOUR)
  return words
}

function factsFrom(values: Values): Facts {
  const facts: Facts = {}
  for (const name of Object.keys(EMPTY) as (keyof StudioSettings)[]) facts[name] = values[name]?.trim() ?? ''
  for (const name of NUMBERS) facts[name] = wholeNumber(values[name])
  for (const name of IN_HOURS) {
    const typed = values[name].trim()
    const hours = Number(typed.replace(',', '.'))
    facts[name] = !typed ? null : Number.isFinite(hours) ? Math.round(hours * HOUR) : typed
  }
  facts.currency = values.currency.trim().toUpperCase()
  facts.address_country = values.address_country.trim().toUpperCase()
  return facts
}

const EMPTY: StudioSettings = {
  name: '',
  tagline: '',
  description: '',
  time_zone: '',
  currency: '',
  email: '',
  phone: '',
  address_street: '',
  address_city: '',
  address_region: '',
  address_postal_code: '',
  address_country: '',
  arrival_note: '',
  terms_version: '2027-01',
  slot_grid_minutes: 15,
  daily_cap: 0,
  minimum_notice_minutes: 120,
  horizon_days: 60,
  cancel_deadline_minutes: 1440,
  reschedule_deadline_minutes: 1440,
  late_cancellation_percent: 50,
  hold_minutes: 10,
}
