import { useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'

import { AppointmentPanel } from '../../features/appointments/appointment-panel.tsx'
import { MovePanel } from '../../features/booking/move-panel.tsx'
import type { AppointmentDetail } from '../../lib/types.ts'

/** One appointment, over the screen it was opened from. */
export function AppointmentScreen() {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const { reference = '' } = useParams()
  const [moving, setMoving] = useState<AppointmentDetail | null>(null)
  const below = pathname.slice(0, pathname.lastIndexOf('/'))

  if (moving?.reference === reference) return <MovePanel appointment={moving} onClose={() => setMoving(null)} />
  return (
    <AppointmentPanel
      key={reference}
      reference={reference}
      onClose={() => void navigate(below + search, { preventScrollReset: true })}
      onMove={setMoving}
    />
  )
}
