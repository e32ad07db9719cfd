import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { RemovableLabels } from '../../components/removable-labels.tsx'
import { practitionersQuery, servicesQuery } from '../../lib/catalogue.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Status } from '../../lib/types.ts'
import type { Filters } from './api.ts'

/** What narrows the list, each with its way out, and how many rows that leaves. */
export function FilterLabels({
  filters,
  count,
  hasMore,
  onChange,
  onClear,
}: {
  filters: Filters
  count: number | undefined
  hasMore: boolean
  onChange: (changed: Filters) => void
  onClear: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const labels = useLabels(filters)
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-4">
      <p role="status" className="tnum min-h-6 text-ink-2 empty:-mr-4">
        {count !== undefined && t(hasMore ? 'appointments.countFirst' : 'appointments.count', { count })}
      </p>
      <RemovableLabels labels={labels} onRemove={(name) => onChange({ [name]: '' })} />
      {onClear && (
        <Button look="worded" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  )
}

function useLabels(filters: Filters): { name: keyof Filters; text: string }[] {
  const { t } = useTranslation()
  const dates = useDates()
  const services = useQuery(servicesQuery).data
  const practitioners = useQuery(practitionersQuery).data
  const named = (rows: readonly { slug: string; name: string }[] | undefined, slug: string) => rows?.find((one) => one.slug === slug)?.name ?? slug
  const { q, status, service, practitioner, from, to } = filters
  return [
    ...(q ? [{ name: 'q' as const, text: t('filter.quoted', { text: q }) }] : []),
    ...(status ? [{ name: 'status' as const, text: t(`status.${status as Status}`) }] : []),
    ...(service ? [{ name: 'service' as const, text: named(services, service) }] : []),
    ...(practitioner ? [{ name: 'practitioner' as const, text: t('fact.with', { who: named(practitioners, practitioner) }) }] : []),
    ...(from ? [{ name: 'from' as const, text: t('filter.fromDay', { day: dates.brief(from) }) }] : []),
    ...(to ? [{ name: 'to' as const, text: t('filter.toDay', { day: dates.brief(to) }) }] : []),
  ]
}
