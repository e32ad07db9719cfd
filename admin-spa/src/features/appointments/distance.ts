import { useTranslation } from 'react-i18next'

import { minutesBetween } from '../../lib/dates.ts'
import { clockSkew, useNow } from '../../lib/now.ts'
import type { Appointment } from '../../lib/types.ts'

const SOON_MINUTES = 12 * 60

/** "in 22 min", for what is to come within half a day; else empty. */
export function useDistance({ starts_at, status }: Appointment, at?: number): string {
  const { t } = useTranslation()
  const ticking = useNow(10_000) - clockSkew()
  const minutes = minutesBetween(at ?? ticking, starts_at)
  if (minutes <= 0 || minutes > SOON_MINUTES || (status !== 'confirmed' && status !== 'awaiting_payment')) return ''
  if (minutes < 60) return t('agenda.inMinutes', { count: minutes })
  return t('agenda.inHours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
