import { useQuery } from '@tanstack/react-query'

import { addDays } from '../../lib/dates.ts'
import { useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import { slotsQuery, type ChosenTime } from './api.ts'
import { mondayOf } from './week-strip.tsx'

type Wanted = { service: string; practitioner: string | undefined; day: string; at: string }

/** The first free time of the day from `at` on, for whoever came here to fill a gap; null where none was asked for. */
export function useProposedTime({ service, practitioner, day, at }: Wanted): ChosenTime | null {
  const dates = useDates()
  const { data, isPlaceholderData } = useQuery(slotsQuery({ service, practitioner, ...useWeek(day) }))
  if (!at || !data || isPlaceholderData) return null
  const found = data.slots.find(({ starts_at }) => dates.dayOf(starts_at) === day && dates.wall(starts_at).time >= at)
  return found ? { starts_at: found.starts_at, override: false } : null
}

/** The part of a day's week that is not over: what the picker shows, so that all who ask share one answer. */
export function useWeek(day: string): { from: string; to: string } {
  const today = useDates().dayOf(useNow(60_000))
  const monday = mondayOf(day)
  return { from: monday < today ? today : monday, to: addDays(monday, 6) }
}
