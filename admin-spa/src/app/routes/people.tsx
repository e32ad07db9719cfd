import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate, useParams } from 'react-router'

import { ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { hoursQuery } from '../../features/people/api.ts'
import { HoursForm } from '../../features/people/hours-form.tsx'
import { PractitionerList, RoomList } from '../../features/people/people-lists.tsx'
import { PractitionerForm, RoomForm } from '../../features/people/person-forms.tsx'
import { practitionersQuery, roomsQuery } from '../../lib/catalogue.ts'
import { AddLink } from '../add-link.tsx'
import { Missing } from '../missing.tsx'

export function PractitionersScreen() {
  const { t } = useTranslation()
  return (
    <>
      <Page
        title={t('nav.practitioners')}
        className="wide:max-w-188"
        tools={<AddLink to="/practitioners/new">{t('people.newPractitioner')}</AddLink>}
      >
        <PractitionerList />
      </Page>
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
    <PractitionerForm
      key={slug ?? ''}
      practitioner={found}
      onClose={close}
      onCreated={(made) => void navigate(`/practitioners/${made}/hours`)}
    />
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
  return <HoursForm key={slug} practitioner={practitioner} hours={hours.data} onClose={close} />
}

export function RoomsScreen() {
  const { t } = useTranslation()
  return (
    <>
      <Page title={t('nav.rooms')} className="wide:max-w-188" tools={<AddLink to="/rooms/new">{t('people.newRoom')}</AddLink>}>
        <RoomList />
      </Page>
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
  return <RoomForm key={slug ?? ''} room={found} onClose={close} />
}
