import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What is in use, and folded below it what no longer is. */
export function ArchiveList<T extends { slug: string; archived_at: string | null }>({
  rows,
  row,
}: {
  rows: readonly T[]
  row: (one: T) => ReactNode
}) {
  const { t } = useTranslation()
  const archived = rows.filter(({ archived_at }) => archived_at !== null)
  return (
    <>
      <ul className="border-t border-ink">{rows.filter(({ archived_at }) => archived_at === null).map(row)}</ul>
      {archived.length > 0 && (
        <details className="group pt-4">
          <summary className="flex min-h-13 items-center justify-between gap-4 border-b border-line text-ink-2">
            {t('archive.count', { count: archived.length })}
            <ChevronDown size={20} strokeWidth={1.6} className="group-open:rotate-180" aria-hidden="true" />
          </summary>
          <ul>{archived.map(row)}</ul>
        </details>
      )}
    </>
  )
}
