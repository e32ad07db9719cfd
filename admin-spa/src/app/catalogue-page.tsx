import { useQuery } from '@tanstack/react-query'
import { ArrowDownUp, Check } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Arrange } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Page } from '../components/page.tsx'
import { offered, practitionersQuery, roomsQuery, servicesQuery, useArranging, type Kind } from '../lib/catalogue.ts'
import { useMe } from '../lib/studio.tsx'
import type { Ref } from '../lib/types.ts'
import { AddLink } from './add-link.tsx'

type Row = Ref & { archived_at: string | null }

/** A list of the studio's facts: everybody on the staff reads it; owners add to it, open it, and put it in order. */
export function CataloguePage({
  kind,
  title,
  addLabel,
  className = '',
  children,
}: {
  kind: Kind
  title: string
  addLabel: string
  className?: string
  children: ReactNode
}) {
  const { t } = useTranslation()
  const isOwner = useMe().role === 'owner'
  const rows = offered(useRows(kind))
  const { arrange, error } = useArranging(kind)
  const [isArranging, setArranging] = useState(false)
  const icon = { size: 20, strokeWidth: 1.6, 'aria-hidden': true } as const
  return (
    <Page
      title={title}
      className={className}
      tools={
        isOwner && (
          <>
            {(rows.length > 1 || isArranging) && (
              <Button aria-pressed={isArranging} icon={isArranging ? <Check {...icon} /> : <ArrowDownUp {...icon} />} onClick={() => setArranging(!isArranging)}>
                {isArranging ? t('arrange.done') : t('arrange.start')}
              </Button>
            )}
            {!isArranging && <AddLink to={`/${kind}/new`}>{addLabel}</AddLink>}
          </>
        )
      }
    >
      {isArranging ? (
        <div className="max-w-140">
          <p className="pb-4 text-ink-2">{t(`arrange.lead.${kind}`)}</p>
          <Arrange rows={rows} onOrder={arrange} error={error} />
        </div>
      ) : (
        children
      )}
    </Page>
  )
}

function useRows(kind: Kind): readonly Row[] | undefined {
  const services = useQuery({ ...servicesQuery, enabled: kind === 'services' }).data
  const practitioners = useQuery({ ...practitionersQuery, enabled: kind === 'practitioners' }).data
  const rooms = useQuery({ ...roomsQuery, enabled: kind === 'rooms' }).data
  return { services, practitioners, rooms }[kind]
}
