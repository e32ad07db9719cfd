import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
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
      {labels.length > 0 && (
        <ul aria-label={t('filter.set')} className="flex flex-wrap gap-x-2">
          {labels.map(({ name, text }) => (
            <li key={name}>
              <button
                type="button"
                aria-label={t('filter.remove', { what: text })}
                className="group flex min-h-11 items-center"
                onClick={() => onChange({ [name]: '' })}
              >
                {/* The label is slim, what one presses is not. */}
                <span className="tnum flex min-h-8 items-center gap-1.5 rounded-label bg-mist pr-1.5 pl-2.5 text-second group-hover:outline group-hover:outline-edge">
                  {text}
                  <X size={16} strokeWidth={1.8} aria-hidden="true" />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
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
