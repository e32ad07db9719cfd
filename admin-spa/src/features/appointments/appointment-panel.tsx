import { useQuery } from '@tanstack/react-query'
import { CalendarClock, Copy, Mail, Phone } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { StatusBadge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Panel } from '../../components/panel.tsx'
import { useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import type { AppointmentDetail } from '../../lib/types.ts'
import { appointmentQuery } from './api.ts'
import { AppointmentFacts } from './appointment-facts.tsx'
import { AttendanceButtons } from './attendance-buttons.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { useDistance } from './distance.ts'
import { Timeline } from './timeline.tsx'
import { UndoBand } from './undo.tsx'

/** Everything about one appointment, and what can be done with it now. */
export function AppointmentPanel({
  reference,
  onClose,
  onMove,
  messages,
}: {
  reference: string
  onClose: () => void
  onMove: (appointment: AppointmentDetail) => void
  /** What was written about it. */
  messages?: ReactNode
}) {
  const { t } = useTranslation()
  const one = useQuery(appointmentQuery(reference))
  const [isCancelling, setCancelling] = useState(false)
  const found = one.data
  const spaced = `${reference.slice(0, 4)} ${reference.slice(4)}`

  return (
    <Panel
      label={found ? t('appointment.label', { name: found.client.name }) : t('appointment.loading')}
      eyebrow={spaced}
      onClose={onClose}
      actions={found && found.actions.length > 0 && <Actions appointment={found} onCancel={() => setCancelling(true)} />}
    >
      {found && (
        <>
          {found.client.name && <title>{`${found.client.name} · Stillpoint`}</title>}
          <Heading appointment={found} />
          <UndoBand appointment={found} />
          <QuickActions appointment={found} onMove={() => onMove(found)} />
          <AppointmentFacts appointment={found} />
          {messages}
          <Timeline entries={found.timeline} />
        </>
      )}
      {!found && one.error && <ProblemNotice error={one.error} onRetry={one.refetch} />}
      {!found && !one.error && <ListSkeleton />}
      {found && isCancelling && <CancelDialog appointment={found} onClose={() => setCancelling(false)} />}
    </Panel>
  )
}

function Heading({ appointment }: { appointment: AppointmentDetail }) {
  const { t } = useTranslation()
  const dates = useDates()
  const day = dates.dayOf(appointment.starts_at)
  const name = day === dates.dayOf(useNow(60_000)) ? t('nav.today') : dates.brief(day)
  const distance = useDistance(appointment)
  return (
    <div className="pb-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="font-serif text-title">{appointment.client.name}</h2>
        <StatusBadge status={appointment.status} by={appointment.cancellation?.by} />
      </div>
      <p className={`tnum pt-2 text-lead font-strong ${appointment.cancellation ? 'text-ink-2 line-through' : ''}`}>
        {name}, {dates.range(appointment.starts_at, appointment.ends_at)}
        {distance && <span className="pl-3 font-normal text-ink-2">{distance}</span>}
      </p>
    </div>
  )
}

/** Call, write, move, book again: side by side, those that are possible. */
function QuickActions({ appointment, onMove }: { appointment: AppointmentDetail; onMove: () => void }) {
  const { t } = useTranslation()
  const phone = appointment.contact_phone || appointment.client.phone
  const again = `/new?${new URLSearchParams({ client: String(appointment.client.id), service: appointment.service.slug, practitioner: appointment.practitioner.slug })}`
  const icon = { size: 21, strokeWidth: 1.6, 'aria-hidden': true } as const
  return (
    <div className="mb-4 grid auto-cols-fr grid-flow-col divide-x divide-line rounded-control border border-edge">
      {phone && (
        <a href={`tel:${phone}`} className={TILE}>
          <Phone {...icon} />
          {t('appointment.call')}
        </a>
      )}
      {appointment.client.email && (
        <a href={`mailto:${appointment.client.email}`} className={TILE}>
          <Mail {...icon} />
          {t('appointment.write')}
        </a>
      )}
      {appointment.actions.includes('reschedule') && (
        <button type="button" onClick={onMove} className={TILE}>
          <CalendarClock {...icon} />
          {t('appointment.move')}
        </button>
      )}
      <Link to={again} className={TILE}>
        <Copy {...icon} />
        {t('appointment.rebook')}
      </Link>
    </div>
  )
}

const TILE =
  'pressable grid min-h-16 content-center justify-items-center gap-1 px-1 text-second font-label -outline-offset-3 first:rounded-l-control last:rounded-r-control'

function Actions({ appointment, onCancel }: { appointment: AppointmentDetail; onCancel: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="flex flex-wrap gap-3">
      <AttendanceButtons appointment={appointment} />
      {appointment.actions.includes('cancel') && (
        <Button look="danger" className="min-h-13 max-sm:grow" onClick={onCancel} aria-haspopup="dialog">
          {t('appointment.cancel')}
        </Button>
      )}
    </div>
  )
}
