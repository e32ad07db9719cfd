import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate } from 'react-router'

import { SignInForm } from '../../features/session/sign-in-form.tsx'
import { token, type SignOutReason } from '../../lib/token.ts'
import { Door } from '../door.tsx'

const NOTICES = {
  idle: 'session.wasIdle',
  expired: 'session.expired',
  chosen: 'session.signedOut',
  password: 'session.passwordChanged',
} as const

export function SignInScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { from = '/', reason } = (useLocation().state ?? {}) as { from?: string; reason?: SignOutReason | null }
  if (token()) return <Navigate to={from} replace />

  return (
    <Door title={t('session.signInTitle')} notice={reason ? t(NOTICES[reason]) : undefined}>
      <SignInForm onSignedIn={() => void navigate(from, { replace: true })} />
    </Door>
  )
}
