import { useTranslation } from 'react-i18next'

import { useDates } from '../../lib/studio.tsx'
import type { Hours } from '../../lib/types.ts'

/** "Mon – Fri 09:00 – 17:30" when the days are alike, else the days alone; what one reads at a glance. */
export function useHoursInWords(hours: Hours | undefined): string {
  const { t } = useTranslation()
  const dates = useDates()
  if (!hours) return ''
  if (hours.intervals.length === 0) return t('hours.none')
  const days = [...new Set(hours.intervals.map(({ weekday }) => weekday))].toSorted((a, b) => a - b)
  const brief = (weekday: number) => dates.weekday(weekday).slice(0, 3)
  const isRun = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1)
  const first = brief(days[0] ?? 0)
  const last = brief(days.at(-1) ?? 0)
  const names = days.length > 2 && isRun ? `${first} – ${last}` : days.map(brief).join(', ')
  const spans = new Set(hours.intervals.map(({ opens, closes }) => `${dates.wallTime(opens)} – ${dates.wallTime(closes)}`))
  return spans.size === 1 && hours.intervals.length === days.length ? `${names}, ${[...spans][0]}` : names
}
