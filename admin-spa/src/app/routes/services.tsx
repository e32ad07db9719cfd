import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate, useParams } from 'react-router'

import { ServiceForm } from '../../features/services/service-form.tsx'
import { ServiceList } from '../../features/services/service-list.tsx'
import { nextPosition, practitionersQuery, roomsQuery, servicesQuery } from '../../lib/catalogue.ts'
import { CataloguePage } from '../catalogue-page.tsx'
import { Missing } from '../missing.tsx'
import { OwnerOnlyPanel } from '../owner-only.tsx'

export function ServicesScreen() {
  const { t } = useTranslation()
  return (
    <>
      <CataloguePage kind="services" title={t('nav.services')} addLabel={t('services.new')} className="wide:max-w-320">
        <ServiceList />
      </CataloguePage>
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
  return (
    <OwnerOnlyPanel onClose={close}>
      <ServiceForm key={slug ?? ''} service={service} nextPosition={nextPosition(services)} onClose={close} />
    </OwnerOnlyPanel>
  )
}
