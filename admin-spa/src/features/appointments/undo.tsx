import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { dropToast, toast } from '../../components/toast.tsx'
import { http } from '../../lib/http.ts'
import { clockSkew, useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Appointment, AppointmentDetail } from '../../lib/types.ts'

/** Says what was done to an appointment and, for as long as the server lets one, offers to take it back. */
export function useSayDone() {
  const { t } = useTranslation()
  const dates = useDates()
  const queries = useQueryClient()
  return (done: string, { reference, client, undo_until }: Appointment) => {
    if (!undo_until) return toast(done)
    const run = async () => {
      const back = await undo(queries, reference)
      toast(t('undo.done', { name: client.name, when: dates.moment(back.starts_at) }))
    }
    toast(
      `${done} ${t('undo.until', { time: dates.time(undo_until) })}`,
      { label: t('undo.undo'), run, until: Date.parse(undo_until) + clockSkew() },
      toastName(reference),
    )
  }
}

/** The same offer in the appointment itself, for whoever has put the toast away. */
export function UndoBand({ appointment }: { appointment: AppointmentDetail }) {
  const { t } = useTranslation()
  const dates = useDates()
  const queries = useQueryClient()
  const now = useNow(1000) - clockSkew()
  const back = useMutation({ mutationFn: () => undo(queries, appointment.reference) })
  const until = appointment.undo_until
  if (!until || Date.parse(until) <= now) return back.error ? <ProblemLine error={back.error} /> : null
  return (
    <div className="mb-4 grid gap-3 rounded-control bg-mist p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="tnum min-w-40 flex-1">{t('undo.until', { time: dates.time(until) })}</p>
        <Button
          icon={<Undo2 size={19} strokeWidth={1.6} aria-hidden="true" />}
          busy={back.isPending}
          busyLabel={t('form.saving')}
          onClick={() =>
            back.mutate(undefined, {
              onSuccess: (found) => toast(t('undo.done', { name: found.client.name, when: dates.moment(found.starts_at) })),
            })
          }
        >
          {t('undo.undo')}
        </Button>
      </div>
      <ProblemLine error={back.error} />
    </div>
  )
}

/** Puts back what staff cancelled or moved. Refused when the minutes are over or the time has gone. */
async function undo(queries: QueryClient, reference: string): Promise<AppointmentDetail> {
  try {
    return await http.post<AppointmentDetail>(`staff/appointments/${reference}/undo`)
  } finally {
    dropToast(toastName(reference))
    void Promise.all(['appointments', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  }
}

function toastName(reference: string): string {
  return `undo ${reference}`
}
