import { CheckCheck, UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { toast } from '../../components/toast.tsx'
import type { Appointment } from '../../lib/types.ts'
import { useAppointmentAction } from './api.ts'

/** "Came" and "did not come", as far as the server says that either can be said now. */
export function AttendanceButtons({ appointment, size = 'full' }: { appointment: Appointment; size?: 'full' | 'row' }) {
  const { t } = useTranslation()
  const completion = useAppointmentAction(appointment.reference, 'completion')
  const noShow = useAppointmentAction(appointment.reference, 'no-show')
  const name = appointment.client.name
  const isRow = size === 'row'

  return (
    <>
      {appointment.actions.includes('complete') && (
        <Button
          look={isRow ? 'second' : 'primary'}
          className={isRow ? 'px-3.5' : 'grow sm:max-w-80'}
          icon={isRow ? <CheckCheck size={19} strokeWidth={1.6} aria-hidden="true" /> : undefined}
          aria-label={isRow ? t('appointment.completeNamed', { name }) : undefined}
          busy={completion.isPending}
          busyLabel={t('form.saving')}
          onClick={() => completion.mutate(undefined, { onSuccess: () => toast(t('appointment.completed', { name })) })}
        >
          {t(isRow ? 'appointment.completeBrief' : 'appointment.complete')}
        </Button>
      )}
      {appointment.actions.includes('no_show') && (
        <Button
          className={isRow ? 'px-3.5' : 'min-h-13'}
          icon={<UserRoundX size={19} strokeWidth={1.6} aria-hidden="true" />}
          aria-label={isRow ? t('appointment.noShowNamed', { name }) : undefined}
          busy={noShow.isPending}
          busyLabel={t('form.saving')}
          onClick={() => noShow.mutate(undefined, { onSuccess: () => toast(t('appointment.noShown', { name })) })}
        >
          {t('appointment.noShow')}
        </Button>
      )}
      <ProblemLine error={completion.error ?? noShow.error} />
    </>
  )
}
