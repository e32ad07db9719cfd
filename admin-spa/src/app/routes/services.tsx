import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate, useParams } from 'react-router'

import { Page } from '../../components/page.tsx'
import { ServiceForm } from '../../features/services/service-form.tsx'
import { ServiceList } from '../../features/services/service-list.tsx'
import { practitionersQuery, roomsQuery, servicesQuery } from '../../lib/catalogue.ts'
import { AddLink } from '../add-link.tsx'
import { Missing } from '../missing.tsx'

export function ServicesScreen() {
  const { t } = useTranslation()
  return (
    <>
      <Page title={t('nav.services')} className="wide:max-w-188" tools={<AddLink to="/services/new">{t('services.new')}</AddLink>}>
        <ServiceList />
      </Page>
      <Outlet />
    </>
  )
}

export function ServiceScreen() {
  const navigate = useNavigate()
  const { slug } = useParams()
  const services = useQuery(servicesQuery).data
  // The form starts from what is there: it waits for all of it.
  const people = useQuery(practitionersQuery).data
  const rooms = useQuery(roomsQuery).data
  const close = () => void navigate('/services', { preventScrollReset: true })
  const service = services?.find((one) => one.slug === slug)
  if (!services || !people || !rooms) return null
  if (slug && !service) return <Missing onClose={close} />
  return <ServiceForm key={slug ?? ''} service={service} onClose={close} />
}
