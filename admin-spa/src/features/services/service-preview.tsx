import { useTranslation } from 'react-i18next'

import { useMoney } from '../../lib/studio.tsx'
import type { Money } from '../../lib/money.ts'

/** The treatment as its line on the public page will read. */
export function ServicePreview({
  name,
  summary,
  minutes,
  price,
  people,
}: {
  name: string
  summary: string
  minutes: number | null
  price: Money | null
  people: readonly string[]
}) {
  const { t, i18n } = useTranslation()
  const money = useMoney()
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(people)
  return (
    <section aria-label={t('services.preview')} className="rounded-control bg-mist p-4">
      <h3 className="pb-3 text-second text-ink-2">{t('services.preview')}</h3>
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <p className="font-serif text-name wrap-anywhere">{name.trim() || t('services.noName')}</p>
          {summary.trim() && <p className="pt-1 wrap-anywhere">{summary}</p>}
          <p className="pt-1 text-second text-ink-2">
            {[minutes !== null && t('services.minutes', { count: minutes }), list].filter(Boolean).join(' · ')}
          </p>
        </div>
        {price && <p className="tnum shrink-0 font-serif text-name">{money(price)}</p>}
      </div>
      {people.length === 0 && <p className="pt-2 text-second text-warn">{t('services.hidden')}</p>}
    </section>
  )
}
