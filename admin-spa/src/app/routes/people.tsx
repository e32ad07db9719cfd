import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate, useParams } from 'react-router'

import { ProblemNotice } from '../../components/feedback.tsx'
import { Panel } from '../../components/panel.tsx'
import { hoursQuery } from '../../features/people/api.ts'
import { HoursForm } from '../../features/people/hours-form.tsx'
import { PractitionerList, RoomList } from '../../features/people/people-lists.tsx'
import { PractitionerForm, RoomForm } from '../../features/people/person-forms.tsx'
import { nextPosition, practitionersQuery, roomsQuery } from '../../lib/catalogue.ts'
import { CataloguePage } from '../catalogue-page.tsx'
import { Missing } from '../missing.tsx'
import { OwnerOnlyPanel } from '../owner-only.tsx'

export function PractitionersScreen() {
  const { t } = useTranslation()
  return (
    <>
      <CataloguePage kind="practitioners" title={t('nav.practitioners')} addLabel={t('people.newPractitioner')} className="wide:max-w-188">
        <PractitionerList />
      </CataloguePage>
      <Outlet />
    </>
  )
}

export function PractitionerScreen() {
  const navigate = useNavigate()
  const { slug } = useParams()
  const people = useQuery(practitionersQuery).data
  const found = people?.find((one) => one.slug === slug)
  const close = () => void navigate('/practitioners', { preventScrollReset: true })
  if (!people) return null
  if (slug && !found) return <Missing onClose={close} />
  return (
    <OwnerOnlyPanel onClose={close}>
      <PractitionerForm
        key={slug ?? ''}
        practitioner={found}
        nextPosition={nextPosition(people)}
        onClose={close}
        onCreated={(made) => void navigate(`/practitioners/${made}/hours`)}
      />
    </OwnerOnlyPanel>
  )
}

export function HoursScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { slug = '' } = useParams()
  const practitioner = useQuery(practitionersQuery).data?.find((one) => one.slug === slug)
  const hours = useQuery(hoursQuery(slug))
  const close = () => void navigate('/practitioners', { preventScrollReset: true })
  if (hours.error) {
    return (
      <Panel label={t('hours.open')} onClose={close}>
        <ProblemNotice error={hours.error} onRetry={hours.refetch} />
      </Panel>
    )
  }
  if (!practitioner || !hours.data) return null
  return (
    <OwnerOnlyPanel onClose={close}>
      <HoursForm key={slug} practitioner={practitioner} hours={hours.data} onClose={close} />
    </OwnerOnlyPanel>
  )
}

export function RoomsScreen() {
  const { t } = useTranslation()
  return (
    <>
      <CataloguePage kind="rooms" title={t('nav.rooms')} addLabel={t('people.newRoom')} className="wide:max-w-188">
        <RoomList />
      </CataloguePage>
      <Outlet />
    </>
  )
}

export function RoomScreen() {
  const navigate = useNavigate()
  const { slug } = useParams()
  const rooms = useQuery(roomsQuery).data
  const found = rooms?.find((one) => one.slug === slug)
  const close = () => void navigate('/rooms', { preventScrollReset: true })
  if (!rooms) return null
  if (slug && !found) return <Missing onClose={close} />
  return (
    <OwnerOnlyPanel onClose={close}>
      <RoomForm key={slug ?? ''} room={found} nextPosition={nextPosition(rooms)} onClose={close} />
    </OwnerOnlyPanel>
  )
}
