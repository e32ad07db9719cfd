import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'

import { SetUpForm } from '../../features/session/set-up-form.tsx'
import { Door } from '../door.tsx'

export function SetUpScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { key = '' } = useParams()
  return (
    <Door title={t('session.setUpTitle')}>
      <SetUpForm linkKey={key} onSignedIn={() => void navigate('/', { replace: true })} />
    </Door>
  )
}
