import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { TextField } from '../../components/field.tsx'
import { useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import { slotsQuery, type ChosenTime } from './api.ts'
import { useWeek } from './proposed-time.ts'
import { SlotChips } from './slot-chips.tsx'
import { TypedTime } from './typed-time.tsx'
import { WeekStrip } from './week-strip.tsx'

/** A day, then one of its free times; or a time typed by hand, with the reasons why it is not offered. */
export function TimePicker({
  service,
  practitioner,
  moving,
  day,
  at = '',
  onDay,
  chosen,
  onChoose,
}: {
  service: string
  practitioner: string | undefined
  moving?: string
  day: string
  /** A time by hand to begin with. */
  at?: string
  onDay: (day: string) => void
  chosen: ChosenTime | null
  onChoose: (time: ChosenTime) => void
}) {
  const { t } = useTranslation()
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000))
  const week = useQuery(slotsQuery({ service, practitioner, moving, ...useWeek(day) }))

  const slots = week.data?.slots ?? []
  const ofDay = slots.filter(({ starts_at }) => dates.dayOf(starts_at) === day)
  const counts = new Map<string, number>()
  for (const { starts_at } of slots) counts.set(dates.dayOf(starts_at), (counts.get(dates.dayOf(starts_at)) ?? 0) + 1)
  const isKnown = week.data && !week.isPlaceholderData

  return (
    <div className="grid gap-5">
      <WeekStrip day={day} today={today} counts={isKnown ? counts : undefined} onDay={onDay} />
      <div aria-live="polite" aria-busy={week.isFetching}>
        <h3 className="pb-3 font-serif text-name">{dates.day(day)}</h3>
        {week.error && <ProblemNotice error={week.error} onRetry={week.refetch} />}
        {!week.error && !isKnown && <ListSkeleton rows={2} />}
        {isKnown && ofDay.length === 0 && <p className="text-ink-2">{t('time.none')}</p>}
        {isKnown && ofDay.length > 0 && (
          <SlotChips
            slots={ofDay}
            chosen={chosen?.starts_at}
            onChoose={(starts_at) => onChoose({ starts_at, override: false })}
          />
        )}
      </div>
      <div className="grid gap-3 border-t border-line pt-2">
        <TypedTime key={`${service} ${practitioner ?? ''} ${day}`} {...{ service, practitioner, moving, day, at, chosen, onChoose }} />
        <details>
          <summary className="worded inline-flex min-h-11 items-center font-label">{t('time.farther')}</summary>
          <TextField
            label={t('time.jump')}
            type="date"
            className="max-w-60 pt-2"
            min={today}
            value={day}
            onChange={(event) => event.target.value >= today && onDay(event.target.value)}
          />
        </details>
      </div>
    </div>
  )
}
