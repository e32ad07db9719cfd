import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { IconButton } from '../../components/button.tsx'
import { addDays, weekdayOf } from '../../lib/dates.ts'
import { useDates } from '../../lib/studio.tsx'

/** Seven days to choose one from, each with how many times are free; undefined counts are not known yet. */
export function WeekStrip({
  day,
  today,
  counts,
  onDay,
}: {
  day: string
  today: string
  counts: ReadonlyMap<string, number> | undefined
  onDay: (day: string) => void
}) {
  const { t } = useTranslation()
  const dates = useDates()
  const name = useId()
  const monday = mondayOf(day)
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index))
  const step = (by: number) => onDay(addDays(day, by) < today ? today : addDays(day, by))

  return (
    <fieldset>
      <legend className="sr-only">{t('time.day')}</legend>
      <div className="flex items-center justify-between gap-2 pb-2">
        <IconButton label={t('time.weekBefore')} className="-ml-2.5" onClick={() => step(-7)}>
          <ChevronLeft size={22} strokeWidth={1.6} aria-hidden="true" />
        </IconButton>
        <p className="tnum font-strong" aria-live="polite">
          {dates.span(monday, addDays(monday, 6))}
        </p>
        <IconButton label={t('time.weekAfter')} className="-mr-2.5" onClick={() => step(7)}>
          <ChevronRight size={22} strokeWidth={1.6} aria-hidden="true" />
        </IconButton>
      </div>
      <div className="grid grid-cols-7 border-y border-t-ink border-b-line">
        {days.map((one) => {
          const isPast = one < today
          const count = counts?.get(one) ?? 0
          return (
            <label
              key={one}
              className={`relative grid min-h-17 content-center justify-items-center border-b-2 border-transparent py-1.5 has-checked:border-ink has-checked:bg-mist has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-ink ${isPast ? 'bg-shut text-ink-2' : 'hover:bg-mist/60'}`}
            >
              <input
                type="radio"
                name={name}
                className="absolute size-px opacity-0"
                checked={one === day}
                disabled={isPast}
                onChange={() => onDay(one)}
                aria-label={`${dates.day(one)}, ${counts && !isPast ? t('time.free', { count }) : ''}`}
              />
              <span className="text-small text-ink-2" aria-hidden="true">
                {dates.weekdayBrief(one)}
              </span>
              <span className={`font-serif text-name ${one === today ? 'text-clay' : ''}`} aria-hidden="true">
                {Number(one.slice(8))}
              </span>
              <span className={`tnum text-tiny ${count ? 'font-strong text-ok' : 'text-ink-2'}`} aria-hidden="true">
                {isPast || !counts ? ' ' : count || '–'}
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

export function mondayOf(day: string): string {
  return addDays(day, -weekdayOf(day))
}
