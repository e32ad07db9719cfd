import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ArchiveList } from '../../components/archive-list.tsx'
import { ButtonLink } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { LinkRow } from '../../components/link-row.tsx'
import { practitionersQuery, roomsQuery } from '../../lib/catalogue.ts'
import { useMe } from '../../lib/studio.tsx'
import type { Practitioner } from '../../lib/types.ts'
import { hoursQuery } from './api.ts'
import { useHoursInWords } from './hours-words.ts'

export function PractitionerList() {
  const { t } = useTranslation()
  const isOwner = useMe().role === 'owner'
  const people = useQuery(practitionersQuery)
  if (people.data?.length === 0) {
    return (
      <EmptyState
        action={
          isOwner && (
            <ButtonLink to="/practitioners/new" look="primary">
              {t('people.newPractitioner')}
            </ButtonLink>
          )
        }
      >
        {t(isOwner ? 'people.noPractitioners' : 'people.nobodyYet')}
      </EmptyState>
    )
  }
  if (people.data) return <ArchiveList rows={people.data} row={(one) => <PractitionerRow key={one.slug} practitioner={one} />} />
  if (people.error) return <ProblemNotice error={people.error} onRetry={people.refetch} />
  return <ListSkeleton />
}

function PractitionerRow({ practitioner }: { practitioner: Practitioner }) {
  const isOwner = useMe().role === 'owner'
  const hours = useQuery({ ...hoursQuery(practitioner.slug), enabled: practitioner.archived_at === null })
  const words = useHoursInWords(hours.data)
  return (
    <LinkRow to={isOwner ? `/practitioners/${practitioner.slug}` : undefined} name={practitioner.name} isQuiet={practitioner.archived_at !== null}>
      {[practitioner.title, words].filter(Boolean).join(' · ')}
    </LinkRow>
  )
}

export function RoomList() {
  const { t } = useTranslation()
  const isOwner = useMe().role === 'owner'
  const rooms = useQuery(roomsQuery)
  if (rooms.data?.length === 0) {
    return (
      <EmptyState
        action={
          isOwner && (
            <ButtonLink to="/rooms/new" look="primary">
              {t('people.newRoom')}
            </ButtonLink>
          )
        }
      >
        {t(isOwner ? 'people.noRooms' : 'people.noRoomsYet')}
      </EmptyState>
    )
  }
  if (rooms.data) {
    return (
      <ArchiveList
        rows={rooms.data}
        row={(room) => <LinkRow key={room.slug} to={isOwner ? `/rooms/${room.slug}` : undefined} name={room.name} isQuiet={room.archived_at !== null} />}
      />
    )
  }
  if (rooms.error) return <ProblemNotice error={rooms.error} onRetry={rooms.refetch} />
  return <ListSkeleton />
}
