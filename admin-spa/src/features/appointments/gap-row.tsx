import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ROW_LINK } from '../../components/link-row.tsx'
import { useDates } from '../../lib/studio.tsx'
import { Initials } from './agenda-row.tsx'
import type { Gap } from './gaps.ts'

/** Free time between appointments: pressing it begins a booking there. */
export function GapRow({ gap, isNamed }: { gap: Gap; isNamed: boolean }) {
  const { t } = useTranslation()
  const dates = useDates()
  const hours = Math.floor(gap.minutes / 60)
  const minutes = gap.minutes % 60
  const length =
    hours === 0 ? t('agenda.freeMinutes', { count: minutes }) : minutes === 0 ? t('agenda.freeHours', { count: hours }) : t('agenda.freeBoth', { hours, minutes })
  const { day, time } = dates.wall(Date.parse(gap.starts_at))
  const to = `/new?${new URLSearchParams({ day, at: time, practitioner: gap.practitioner.slug })}`
  return (
    <li className="relative flex min-h-13 items-center gap-x-4 border-b border-line text-ink-2 hover:bg-mist/40">
      <span className="tnum w-19 shrink-0 text-lead" aria-hidden="true">
        {dates.bareTime(gap.starts_at)}
      </span>
      <Link to={to} className={`${ROW_LINK} min-w-0 flex-1`} aria-label={t('agenda.bookGap', { time: dates.time(gap.starts_at), length, who: gap.practitioner.name })}>
        {length}
        {isNamed && <span className="max-sm:hidden">, {gap.practitioner.name}</span>}
      </Link>
      {isNamed && <Initials name={gap.practitioner.name} />}
      <Plus size={20} strokeWidth={1.6} className="mr-0.5 shrink-0" aria-hidden="true" />
    </li>
  )
}
