import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { TextArea } from '../../components/field.tsx'
import { isProblem } from '../../lib/problem.ts'
import { useDates } from '../../lib/studio.tsx'
import type { AppointmentDetail } from '../../lib/types.ts'
import { useAppointmentAction } from './api.ts'
import { useSayDone } from './undo.tsx'

/** Asks before an appointment is cancelled: the question, what follows from it, and an optional reason. */
export function CancelDialog({ appointment, onClose }: { appointment: AppointmentDetail; onClose: () => void }) {
  const sayDone = useSayDone()
  const { t } = useTranslation()
  const dates = useDates()
  const [reason, setReason] = useState('')
  const cancellation = useAppointmentAction<{ reason?: string }>(appointment.reference, 'cancellation')
  const name = appointment.client.name

  return (
    <Dialog title={t('cancel.title', { name })} onClose={onClose}>
      {/* The cost first, then what follows. */}
      <p className="font-strong">{t('cancel.noFee')}</p>
      <p className="pb-4 text-ink-2">
        {t('cancel.consequence', { when: dates.moment(appointment.starts_at), service: appointment.service.name })}
      </p>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          cancellation.mutate(reason.trim() ? { reason: reason.trim() } : {}, {
            onSuccess: (cancelled) => {
              sayDone(t('cancel.done', { name }), cancelled)
              onClose()
            },
          })
        }}
      >
        <TextArea
          label={t('cancel.reason')}
          optional
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={isProblem(cancellation.error) ? cancellation.error.at('reason') : undefined}
        />
        <ProblemLine error={cancellation.error} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="destroy" className="grow" busy={cancellation.isPending} busyLabel={t('cancel.busy')}>
            {t('cancel.confirm')}
          </Button>
          <Button className="min-h-13 grow" data-first onClick={onClose}>
            {t('cancel.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
