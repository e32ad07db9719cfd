import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ArchiveList } from '../../components/archive-list.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { LinkRow } from '../../components/link-row.tsx'
import { practitionersQuery, servicesQuery } from '../../lib/catalogue.ts'
import { useMoney } from '../../lib/studio.tsx'
import type { Service } from '../../lib/types.ts'

export function ServiceList() {
  const { t } = useTranslation()
  const services = useQuery(servicesQuery)
  if (services.data?.length === 0) {
    return (
      <EmptyState
        action={
          <ButtonLink to="/services/new" look="primary">
            {t('services.new')}
          </ButtonLink>
        }
      >
        {t('services.none')}
      </EmptyState>
    )
  }
  if (services.data) return <ArchiveList rows={services.data} row={(service) => <Row key={service.slug} service={service} />} />
  if (services.error) return <ProblemNotice error={services.error} onRetry={services.refetch} />
  return <ListSkeleton />
}

function Row({ service }: { service: Service }) {
  const { t } = useTranslation()
  const money = useMoney()
  const people = useQuery(practitionersQuery).data ?? []
  const names = service.practitioners.map((slug) => people.find((one) => one.slug === slug)?.name).filter(Boolean)
  const buffer = service.buffer_before_minutes + service.buffer_after_minutes
  return (
    <LinkRow
      to={`/services/${service.slug}`}
      name={service.name}
      isQuiet={service.archived_at !== null}
      aside={
        <>
          <span className="block font-strong">{money(service.price)}</span>
          <span className="text-second text-ink-2">{t('services.minutes', { count: service.duration_minutes })}</span>
        </>
      }
    >
      {names.length > 0 ? t('fact.with', { who: names.join(', ') }) : <span className="text-warn">{t('services.nobody')}</span>}
      {buffer > 0 && ` · ${t('services.buffer', { count: buffer })}`}
    </LinkRow>
  )
}
