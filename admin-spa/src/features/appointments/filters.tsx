import { useQuery } from '@tanstack/react-query'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { practitionersQuery, servicesQuery } from '../../lib/catalogue.ts'
import type { Status } from '../../lib/types.ts'
import { useIsWide } from '../../lib/wide.ts'
import type { Filters } from './api.ts'

const STATUSES: Status[] = ['confirmed', 'awaiting_payment', 'completed', 'no_show', 'cancelled', 'expired']

/** What to list. Knows nothing of addresses: takes the filters and says which one changed. */
export function AppointmentFilters({
  filters,
  onChange,
}: {
  filters: Filters
  onChange: (changed: Filters) => void
}) {
  const { t } = useTranslation()
  const services = useQuery(servicesQuery)
  const practitioners = useQuery(practitionersQuery)
  const chosen = [filters.status, filters.service, filters.practitioner, filters.to].filter(Boolean).length
  const isWide = useIsWide()
  const [isOpen, setOpen] = useState(false)

  return (
    <search aria-label={t('filter.label')} className="@container block pb-3">
      {!isWide && (
        <div className="grid grid-cols-[1fr_auto] items-end gap-3">
          <SearchBox value={filters.q ?? ''} example={t('filter.searchExample')} onChange={(q) => onChange({ q })} />
          <Button
            className="min-h-13"
            aria-expanded={isOpen}
            icon={<SlidersHorizontal size={20} strokeWidth={1.6} aria-hidden="true" />}
            onClick={() => setOpen(!isOpen)}
          >
            {chosen ? t('filter.count', { count: chosen }) : t('filter.more')}
          </Button>
        </div>
      )}
      <div
        className={`${isOpen || isWide ? 'grid' : 'hidden'} grid-cols-2 items-end gap-3 pt-4 wide:grid-cols-[minmax(10rem,1.4fr)_repeat(2,minmax(10.75rem,1fr))] wide:pt-0 @min-[60rem]:grid-cols-[minmax(10rem,1.4fr)_repeat(3,minmax(7.5rem,1fr))_repeat(2,10.75rem)]`}
      >
        {isWide && <SearchBox value={filters.q ?? ''} example={t('filter.searchExample')} onChange={(q) => onChange({ q })} />}
        <Choice
          label={t('filter.status')}
          value={filters.status}
          onChange={(status) => onChange({ status })}
          options={STATUSES.map((status) => ({ slug: status, name: t(`status.${status}`) }))}
        />
        <Choice
          label={t('filter.service')}
          value={filters.service}
          onChange={(service) => onChange({ service })}
          options={services.data ?? []}
        />
        <Choice
          label={t('filter.practitioner')}
          value={filters.practitioner}
          onChange={(practitioner) => onChange({ practitioner })}
          options={practitioners.data ?? []}
        />
        <TextField
          label={t('filter.from')}
          type="date"
          className="max-wide:col-start-1"
          value={filters.from ?? ''}
          max={filters.to}
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <TextField
          label={t('filter.to')}
          type="date"
          value={filters.to ?? ''}
          min={filters.from}
          onChange={(event) => onChange({ to: event.target.value })}
        />
        {!isWide && (
          <SelectField label={t('filter.order')} className="col-span-2" value={filters.order ?? ''} onChange={(event) => onChange({ order: event.target.value })}>
            <option value="">{t('filter.soonest')}</option>
            <option value="latest">{t('filter.latest')}</option>
          </SelectField>
        )}
      </div>
    </search>
  )
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string | undefined
  options: readonly { slug: string; name: string }[]
  onChange: (value: string) => void
}) {
  const { t } = useTranslation()
  return (
    <SelectField label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('filter.any')}</option>
      {options.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
