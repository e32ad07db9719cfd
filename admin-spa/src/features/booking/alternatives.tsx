import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import type { Problem } from '../../lib/problem.ts'
import { useDates } from '../../lib/studio.tsx'

/** Somebody was quicker: the free times nearest to the one that is gone. */
export function Alternatives({
  problem,
  chosen,
  onChoose,
}: {
  problem: Problem
  chosen: string | undefined
  onChoose: (startsAt: string) => void
}) {
  const { t } = useTranslation()
  const dates = useDates()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [problem])
  const times = (problem.facts.alternatives ?? []) as { starts_at: string }[]
  return (
    <div ref={box} tabIndex={-1} role="alert" className="grid gap-3 rounded-control bg-danger-wash p-4">
      <p className="font-strong">{problem.detail || problem.title}</p>
      <p>{times.length ? t('time.nearest') : t('time.noneNear')}</p>
      <ul className="flex flex-wrap gap-2">
        {times.map(({ starts_at }) => (
          <li key={starts_at}>
            <button
              type="button"
              aria-pressed={starts_at === chosen}
              onClick={() => onChoose(starts_at)}
              className="tnum min-h-12.5 rounded-control border border-edge bg-sheet px-4 font-label hover:border-ink hover:bg-mist aria-pressed:border-2 aria-pressed:border-ink"
            >
              {dates.moment(starts_at)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
