import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { FieldError, SelectField, TextField } from '../../components/field.tsx'
import type { ReminderRule } from '../../lib/types.ts'
import { offsetOf, UNITS, type Trouble, type Unit } from './offsets.ts'

/** A number and a unit make one more reminder. */
export function AddOffset({ name, others, onAdd }: { name: string; others: readonly ReminderRule[]; onAdd: (minutes: number) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [unit, setUnit] = useState<Unit>('hours')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const add = () => {
    const found = offsetOf(typed, unit, others)
    setTrouble('trouble' in found ? found.trouble : null)
    if ('trouble' in found) return
    onAdd(found.minutes)
    setTyped('')
  }
  return (
    <fieldset
      className="pt-4"
      onKeyDown={(event) => {
        // In a field of its own Enter means this, not saving all of it.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        add()
      }}
    >
      <legend className="sr-only">{t('reminders.addTo', { name })}</legend>
      <div className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-end gap-2 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto] sm:gap-3">
        <TextField
          label={t('reminders.howLong')}
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          value={typed}
          aria-invalid={trouble ? true : undefined}
          onChange={(event) => {
            setTyped(event.target.value)
            setTrouble(null)
          }}
        />
        <SelectField label={t('reminders.unit')} value={unit} onChange={(event) => setUnit(event.target.value as Unit)}>
          {UNITS.map((one) => (
            <option key={one} value={one}>
              {t(`reminders.units.${one}`)}
            </option>
          ))}
        </SelectField>
        <Button className="min-h-13 px-4" icon={<Plus size={20} strokeWidth={1.6} aria-hidden="true" />} onClick={add} aria-label={t('reminders.addTo', { name })}>
          {t('reminders.add')}
        </Button>
      </div>
      <div role="alert">
        <FieldError label={t('reminders.howLong')} error={trouble ? t(`reminders.trouble.${trouble}`) : undefined} />
      </div>
    </fieldset>
  )
}
