import { useTranslation } from 'react-i18next'

import { useDates } from '../../lib/studio.tsx'
import type { TimelineEntry } from '../../lib/types.ts'

const KINDS = ['booked', 'moved', 'cancelled', 'completed', 'no_show', 'corrected', 'expired', 'undone'] as const
const ACTORS = ['client', 'staff', 'system'] as const

/** What happened to it, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation()
  const dates = useDates()
  return (
    <section className="pt-6">
      <h3 className="pb-1.5 font-serif text-name">{t('timeline.title')}</h3>
      <ol>
        {entries.toReversed().map((entry) => (
          <li key={`${entry.at} ${entry.kind}`} className="grid grid-cols-[9.5rem_1fr] gap-x-3 py-1 text-second">
            <time dateTime={entry.at} className="tnum text-ink-2">
              {dates.moment(entry.at)}
            </time>
            <span>
              <Happened entry={entry} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Happened({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  const dates = useDates()
  const kind = KINDS.find((known) => known === entry.kind)
  if (!kind) return <>{entry.kind}</>
  const by = ACTORS.find((known) => known === entry.actor)
  const who = by ? t(`timeline.by.${by}`) : t('timeline.by.person', { name: entry.actor })
  const { reason, old_starts_at, override_rules } = entry.detail
  return (
    <>
      {t(`timeline.${kind}`, { who })}
      {old_starts_at && <span className="block text-ink-2">{t('timeline.from', { when: dates.moment(old_starts_at) })}</span>}
      {override_rules && <span className="block text-ink-2">{t('timeline.override')}</span>}
      {reason && <span className="block text-ink-2">{reason}</span>}
    </>
  )
}
