import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams } from 'react-router'

import { AppointmentPanel } from '../../features/appointments/appointment-panel.tsx'
import { useSayDone } from '../../features/appointments/undo.tsx'
import { MovePanel } from '../../features/booking/move-panel.tsx'
import { AppointmentMessages } from '../../features/messages/appointment-messages.tsx'
import { useDates } from '../../lib/studio.tsx'
import type { AppointmentDetail } from '../../lib/types.ts'

/** One appointment, over the screen it was opened from. */
export function AppointmentScreen() {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const { reference = '' } = useParams()
  const { t } = useTranslation()
  const dates = useDates()
  const sayDone = useSayDone()
  const [moving, setMoving] = useState<AppointmentDetail | null>(null)
  const below = pathname.slice(0, pathname.lastIndexOf('/'))

  if (moving?.reference === reference) {
    return (
      <MovePanel
        appointment={moving}
        onClose={() => setMoving(null)}
        onMoved={(moved) => sayDone(t('move.done', { name: moved.client.name, when: dates.moment(moved.starts_at) }), moved)}
      />
    )
  }
  return (
    <AppointmentPanel
      key={reference}
      reference={reference}
      onClose={() => void navigate(below + search, { preventScrollReset: true })}
      onMove={setMoving}
      messages={<AppointmentMessages reference={reference} />}
    />
  )
}
