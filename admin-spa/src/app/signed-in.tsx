import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Navigate, useLocation } from 'react-router'

import { ProblemNotice } from '../components/feedback.tsx'
import { IdleGuard } from '../features/session/idle-guard.tsx'
import { meQuery } from '../lib/studio.tsx'
import { onTokenChange, token, type SignOutReason } from '../lib/token.ts'
import { Layout } from './layout.tsx'

// Shown once in the life of an installation.
const FirstSetUp = lazy(async () => ({ default: (await import('./routes/first-set-up.tsx')).FirstSetUp }))

/** What lies behind sign-in. Whoever is not signed in goes there, and comes back to where they were. */
export function SignedIn() {
  const location = useLocation()
  const [reason, setReason] = useState<SignOutReason | null>(null)
  const [hasToken, setHasToken] = useState(() => token() !== null)
  useEffect(() => {
    return onTokenChange((signedOut) => {
      setReason(signedOut)
      setHasToken(signedOut === null)
    })
  }, [])
  const me = useQuery({ ...meQuery, enabled: hasToken })

  if (!hasToken) {
    const from = reason === 'chosen' ? '/' : location.pathname + location.search
    return <Navigate to="/sign-in" replace state={{ from, reason }} />
  }
  if (me.data) {
    return (
      <>
        <Suspense>{me.data.studio ? <Layout /> : <FirstSetUp />}</Suspense>
        <IdleGuard />
      </>
    )
  }
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center p-5">
      {me.error && <ProblemNotice error={me.error} onRetry={me.refetch} />}
    </main>
  )
}
