import { Ban, CheckCheck, Check, ClockAlert, UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import type { Status } from '../lib/types.ts'

const CUES = {
  awaiting_payment: { Icon: ClockAlert, colour: 'bg-warn-wash text-warn' },
  confirmed: { Icon: Check, colour: 'bg-ok-wash text-ok' },
  completed: { Icon: CheckCheck, colour: 'border border-line text-ink-2' },
  no_show: { Icon: UserRoundX, colour: 'bg-danger-wash text-danger' },
  cancelled: { Icon: Ban, colour: 'text-ink-2' },
  expired: { Icon: Ban, colour: 'text-ink-2' },
} as const

/** A status by colour, sign and word. In lists only exceptions carry one: pass `quiet` and "confirmed" stays silent. */
export function StatusBadge({ status, quiet, by }: { status: Status; quiet?: boolean; by?: string | undefined }) {
  const { t } = useTranslation()
  if (quiet && status === 'confirmed') return null
  const { Icon, colour } = CUES[status]
  return (
    <span
      className={`inline-flex min-h-7 items-center gap-1.5 rounded-label text-small font-strong whitespace-nowrap ${colour} ${
        status === 'cancelled' || status === 'expired' ? '' : 'px-2'
      }`}
    >
      <Icon size={16} strokeWidth={1.8} aria-hidden="true" />
      {status === 'cancelled' && by ? t(by === 'client' ? 'status.cancelledByClient' : 'status.cancelledByStudio') : t(`status.${status}`)}
    </span>
  )
}
