import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { dropToast, toast } from '../../components/toast.tsx'
import { http } from '../../lib/http.ts'
import { clockSkew, useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import { onTokenChange } from '../../lib/token.ts'
import type { Appointment, AppointmentDetail } from '../../lib/types.ts'

/** Says what was done to an appointment and, for as long as the server lets one, offers to take it back. */
export function useSayDone() {
  const { t } = useTranslation()
  const dates = useDates()
  const queries = useQueryClient()
  const sayBack = useSayBack()
  return (done: string, { reference, undo_until, undo_change }: Appointment) => {
    if (!undo_until || !undo_change) return toast(done)
    const run = () => undo(queries, reference, undo_change, sayBack)
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
  const sayBack = useSayBack()
  const now = useNow(1000) - clockSkew()
  const back = useMutation({ mutationFn: (change: string) => undo(queries, appointment.reference, change, sayBack) })
  const change = appointment.undo_change
  const until = appointment.undo_until
  if (!change || !until || Date.parse(until) <= now) return back.error ? <ProblemLine error={back.error} /> : null
  return (
    <div className="mb-4 grid gap-3 rounded-control bg-mist p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="tnum min-w-40 flex-1">{t('undo.until', { time: dates.time(until) })}</p>
        <Button
          icon={<Undo2 size={19} strokeWidth={1.6} aria-hidden="true" />}
          busy={back.isPending}
          busyLabel={t('form.saving')}
          onClick={() => back.mutate(change)}
        >
          {t('undo.undo')}
        </Button>
      </div>
      <ProblemLine error={back.error} />
    </div>
  )
}

function useSayBack() {
  const { t } = useTranslation()
  const dates = useDates()
  return ({ client, starts_at }: AppointmentDetail) => toast(t('undo.done', { name: client.name, when: dates.moment(starts_at) }))
}

/**
 * Puts back the one `change` that was offered, and no other that came after it; its id is the idempotency key too, so
 * that pressing again after a lost answer is no refusal. Refused when the minutes are over or the time has gone.
 */
async function undo(queries: QueryClient, reference: string, change: string, say: (back: AppointmentDetail) => void): Promise<void> {
  let isOver = false
  const stop = onTokenChange((signedOut) => {
    if (signedOut) isOver = true
  })
  try {
    const back = await http.post<AppointmentDetail>(`staff/appointments/${reference}/undo`, { change }, { idempotencyKey: change })
    // It names a client: whoever signed in meanwhile must not read it.
    if (!isOver) say(back)
  } catch (error) {
    if (!isOver) throw error
  } finally {
    stop()
    dropToast(toastName(reference))
    void Promise.all(['appointments', 'slots'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  }
}

function toastName(reference: string): string {
  return `undo ${reference}`
}
