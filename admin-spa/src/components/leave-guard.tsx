import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'

import { token } from '../lib/token.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** Asks before a screen is left on which something was typed and not saved, whichever way one leaves it. */
export function LeaveGuard({ hasUnsaved }: { hasUnsaved: () => boolean }) {
  const { t } = useTranslation()
  // A session that ends leads to signing in, and what was typed is kept for after it: nothing to ask.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => token() !== null && currentLocation.pathname !== nextLocation.pathname && hasUnsaved(),
  )
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [hasUnsaved])

  if (blocker.state !== 'blocked') return null
  return (
    <Dialog alert title={t('leave.title')} onClose={() => blocker.reset()}>
      <p className="pb-5 font-strong">{t('leave.cost')}</p>
      <div className="flex flex-wrap gap-3">
        <Button look="primary" className="grow" data-first onClick={() => blocker.reset()}>
          {t('leave.stay')}
        </Button>
        <Button look="danger" className="min-h-13 grow" onClick={() => blocker.proceed()}>
          {t('leave.go')}
        </Button>
      </div>
    </Dialog>
  )
}
