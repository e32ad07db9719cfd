import { useTranslation } from 'react-i18next'

import { useDates } from '../../lib/studio.tsx'

const PARTS = ['morning', 'afternoon', 'evening'] as const
/** From this many on the parts of the day are named: fewer are seen at a glance. */
const MANY = 5

/** Free times of one day to press, under the parts of the day when there are many. */
export function SlotChips({
  slots,
  chosen,
  onChoose,
}: {
  slots: readonly { starts_at: string }[]
  chosen: string | undefined
  onChoose: (startsAt: string) => void
}) {
  const { t } = useTranslation()
  const dates = useDates()
  const partOf = (at: string) => {
    const hour = Number(dates.wall(at).time.slice(0, 2))
    return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening'
  }
  const groups =
    slots.length < MANY
      ? [{ part: null, slots }]
      : PARTS.map((part) => ({ part, slots: slots.filter(({ starts_at }) => partOf(starts_at) === part) }))

  return groups
    .filter(({ slots }) => slots.length > 0)
    .map(({ part, slots }) => (
      <div key={part} className="pb-4">
        {part && <h4 className="pb-2 text-second text-ink-2">{t(`time.${part}`)}</h4>}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.25rem,1fr))] gap-2">
          {slots.map(({ starts_at }) => (
            <li key={starts_at}>
              <button
                type="button"
                aria-pressed={isSame(starts_at, chosen)}
                onClick={() => onChoose(starts_at)}
                className="tnum min-h-12.5 w-full rounded-control border border-edge bg-sheet font-label transition-colors hover:border-ink hover:bg-mist aria-pressed:border-2 aria-pressed:border-ink aria-pressed:bg-mist aria-pressed:font-strong"
              >
                {dates.time(starts_at)}
              </button>
            </li>
          ))}
        </ul>
      </div>
    ))
}

/** The same moment may be written with different offsets. */
function isSame(a: string, b: string | undefined): boolean {
  return b !== undefined && Date.parse(a) === Date.parse(b)
}
