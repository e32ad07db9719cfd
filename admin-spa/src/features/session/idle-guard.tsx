import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { token } from '../../lib/token.ts'
import { rotateIfDue, signOut } from './api.ts'
import { useIdle } from './idle.ts'

/** Signs out after fifteen minutes without activity, and asks a minute before. */
export function IdleGuard() {
  const { t } = useTranslation()
  const leave = useCallback(() => void signOut('idle'), [])
  const freshen = useCallback(() => void rotateIfDue(), [])
  const [signedInAt] = useState(() => token()?.issued_at ?? 0)
  const { secondsLeft, stay } = useIdle({ signedInAt, onIdle: leave, onActive: freshen })

  if (secondsLeft === null) return null
  return (
    <Dialog alert title={t('session.stillThere')} onClose={stay}>
      <p className="pb-5">
        <span aria-hidden="true">{t('session.idleIn', { count: secondsLeft })}</span>
        <span className="sr-only">{t('session.idleSoon')}</span>
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="primary" className="grow" onClick={stay} data-first>
          {t('session.stay')}
        </Button>
        <Button className="min-h-13" onClick={() => void signOut('chosen')}>
          {t('session.signOut')}
        </Button>
      </div>
    </Dialog>
  )
}
