import { useTranslation } from 'react-i18next'

import { useDates } from '../../lib/studio.tsx'
import type { Closure } from '../../lib/types.ts'

/** A closure in words: its days, and the part of them if not all. */
export function useClosureWords(closure: Omit<Closure, 'id'>): { when: string; time: string } {
  const { t } = useTranslation()
  const dates = useDates()
  const { first_day, last_day, weekday, starts, ends } = closure
  const between =
    first_day && last_day && first_day !== last_day
      ? t('closures.between', { from: dates.brief(first_day), to: dates.brief(last_day) })
      : first_day
        ? weekday === null
          ? dates.day(first_day)
          : t('closures.since', { from: dates.brief(first_day) })
        : ''
  const weekly = weekday === null ? '' : t('closures.every', { day: dates.weekday(weekday) })
  const hours = (from: string, to: string) =>
    to.startsWith('24:00') || to.startsWith('00:00')
      ? t('closures.fromTime', { from: dates.wallTime(from) })
      : `${dates.wallTime(from)} – ${dates.wallTime(to)}`
  return {
    when: [weekly, between].filter(Boolean).join(', '),
    time: starts && ends ? hours(starts, ends) : t('closures.wholeDay'),
  }
}
