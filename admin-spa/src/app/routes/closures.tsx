import { useTranslation } from 'react-i18next'
import { Outlet, useNavigate } from 'react-router'

import { Page } from '../../components/page.tsx'
import { ClosureForm } from '../../features/closures/closure-form.tsx'
import { ClosureList } from '../../features/closures/closure-list.tsx'
import { AddLink } from '../add-link.tsx'

export function ClosuresScreen() {
  const { t } = useTranslation()
  return (
    <>
      <Page title={t('nav.closures')} className="wide:max-w-188" tools={<AddLink to="/closures/new">{t('closures.new')}</AddLink>}>
        <ClosureList />
      </Page>
      <Outlet />
    </>
  )
}

export function NewClosureScreen() {
  const navigate = useNavigate()
  return <ClosureForm onClose={() => void navigate('/closures', { preventScrollReset: true })} />
}
