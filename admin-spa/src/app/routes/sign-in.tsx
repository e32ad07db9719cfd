import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate } from 'react-router'

import { SignInForm } from '../../features/session/sign-in-form.tsx'
import { token, type SignOutReason } from '../../lib/token.ts'
import { Door } from '../door.tsx'

export function SignInScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { from = '/', reason } = (useLocation().state ?? {}) as { from?: string; reason?: SignOutReason | null }
  if (token()) return <Navigate to={from} replace />

  const notice =
    reason === 'idle' ? t('session.wasIdle') : reason === 'expired' ? t('session.expired') : reason === 'chosen' ? t('session.signedOut') : undefined
  return (
    <Door title={t('session.signInTitle')} notice={notice}>
      <SignInForm onSignedIn={() => void navigate(from, { replace: true })} />
    </Door>
  )
}
