import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ButtonLink } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { ROW_LINK } from '../../components/link-row.tsx'
import { practitionersQuery, roomsQuery, servicesQuery } from '../../lib/catalogue.ts'
import { useMe, useMoney } from '../../lib/studio.tsx'
import type { Service } from '../../lib/types.ts'
import { useIsWide } from '../../lib/wide.ts'

/** What the studio offers, in the order of its page: a table at a desk, the same facts in lines on a phone. */
export function ServiceList() {
  const { t } = useTranslation()
  const isOwner = useMe().role === 'owner'
  const services = useQuery(servicesQuery)
  const rows = services.data
  if (rows?.length === 0) {
    return (
      <EmptyState
        action={
          isOwner && (
            <ButtonLink to="/services/new" look="primary">
              {t('services.new')}
            </ButtonLink>
          )
        }
      >
        {t(isOwner ? 'services.none' : 'services.noneYet')}
      </EmptyState>
    )
  }
  if (rows) {
    const archived = rows.filter(({ archived_at }) => archived_at !== null)
    return (
      <>
        {services.error && <ProblemNotice error={services.error} onRetry={services.refetch} />}
        <Rows rows={rows.filter(({ archived_at }) => archived_at === null)} caption={t('nav.services')} />
        {archived.length > 0 && (
          <details className="group pt-6">
            <summary className="flex min-h-13 items-center justify-between gap-4 border-b border-line text-ink-2">
              {t('archive.count', { count: archived.length })}
              <ChevronDown size={20} strokeWidth={1.6} className="group-open:rotate-180" aria-hidden="true" />
            </summary>
            <Rows rows={archived} caption={t('services.archived')} isQuiet />
          </details>
        )}
      </>
    )
  }
  if (services.error) return <ProblemNotice error={services.error} onRetry={services.refetch} />
  return <ListSkeleton />
}

type Props = { rows: readonly Service[]; caption: string; isQuiet?: boolean }

function Rows(props: Props) {
  if (useIsWide()) return <Table {...props} />
  return (
    <ul aria-label={props.caption} className={`border-t ${props.isQuiet ? 'border-line' : 'border-ink'}`}>
      {props.rows.map((service) => (
        <Card key={service.slug} service={service} {...props} />
      ))}
    </ul>
  )
}

function Card({ service, isQuiet }: Props & { service: Service }) {
  const facts = useFacts(service)
  return (
    <li className="relative border-b border-line py-3">
      <div className="flex items-baseline justify-between gap-4">
        <Name service={service} isQuiet={isQuiet} />
        <span className="tnum font-strong">{facts.price}</span>
      </div>
      {/* Each fact stays in one piece; lines break between them only. */}
      <p className="flex flex-wrap gap-x-3 pt-1 text-second text-ink-2 *:whitespace-nowrap">
        <span>{facts.minutes}</span>
        {facts.buffer && <span>{facts.buffer}</span>}
        {facts.where && <span>{facts.where}</span>}
      </p>
      <p className="text-second text-ink-2">{facts.who}</p>
    </li>
  )
}

function Table({ rows, caption, isQuiet }: Props) {
  const { t } = useTranslation()
  return (
    <div className="@container">
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead className={isQuiet ? 'sr-only' : ''}>
          <tr className="border-b border-ink text-second text-ink-2 *:pb-2 *:pr-4 *:font-normal">
            <th scope="col" className="w-[19%] @max-[70rem]:w-auto">
              {t('filter.service')}
            </th>
            <th scope="col" className="w-20 text-right">
              {t('services.duration')}
            </th>
            <th scope="col" className="w-60 pl-4 @max-[48rem]:hidden">
              {t('services.buffers')}
            </th>
            <th scope="col" className="w-[24%] @max-[70rem]:w-[30%] @max-[48rem]:w-[36%]">
              {t('services.people')}
            </th>
            <th scope="col" className="@max-[70rem]:hidden">
              {t('services.rooms')}
            </th>
            <th scope="col" className="w-26 pr-0! text-right">
              {t('services.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((service) => (
            <Row key={service.slug} service={service} isQuiet={isQuiet} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ service, isQuiet }: { service: Service; isQuiet: boolean | undefined }) {
  const facts = useFacts(service)
  return (
    <tr className="relative border-b border-line hover:bg-mist/50 *:truncate @max-[70rem]:*:whitespace-normal *:py-4 *:pr-4 *:align-baseline">
      <td>
        <Name service={service} isQuiet={isQuiet} />
      </td>
      <td className="tnum text-right">{facts.minutes}</td>
      <td className="tnum pl-4 text-ink-2 @max-[48rem]:hidden">{facts.buffer || '–'}</td>
      <td className="text-ink-2">{facts.who}</td>
      <td className="text-ink-2 @max-[70rem]:hidden">{facts.where}</td>
      <td className="tnum pr-0! text-right font-strong">{facts.price}</td>
    </tr>
  )
}

/** Opens its row for those who may change it; for the others it is the name alone. */
function Name({ service, isQuiet }: { service: Service; isQuiet: boolean | undefined }): ReactNode {
  const isOwner = useMe().role === 'owner'
  const look = `font-serif text-name ${isQuiet ? 'text-ink-2' : ''}`
  if (!isOwner) return <span className={look}>{service.name}</span>
  return (
    <Link to={`/services/${service.slug}`} className={`${ROW_LINK} ${look}`}>
      {service.name}
    </Link>
  )
}

/** Lines break between names, and within one only where it is longer than a line. */
function Names({ all }: { all: readonly string[] }) {
  return all.map((name, place) => (
    <Fragment key={name}>
      <span className="inline-block">{place < all.length - 1 ? `${name},` : name}</span>{' '}
    </Fragment>
  ))
}

function Nobody() {
  const { t } = useTranslation()
  return <span className="text-warn">{t('services.nobody')}</span>
}

function useFacts(service: Service) {
  const { t } = useTranslation()
  const money = useMoney()
  const people = useQuery(practitionersQuery).data ?? []
  const rooms = useQuery(roomsQuery).data ?? []
  const names = (slugs: readonly string[], all: readonly { slug: string; name: string }[]) =>
    slugs.map((slug) => all.find((one) => one.slug === slug)?.name ?? slug)
  const { buffer_before_minutes: before, buffer_after_minutes: after } = service
  return {
    price: money(service.price),
    minutes: t('services.minutes', { count: service.duration_minutes }),
    buffer: [before > 0 && t('services.before', { count: before }), after > 0 && t('services.after', { count: after })].filter(Boolean).join(', '),
    who: service.practitioners.length > 0 ? <Names all={names(service.practitioners, people)} /> : <Nobody />,
    where: service.rooms.length > 0 ? names(service.rooms, rooms).join(', ') : t('services.noRoom'),
  }
}
