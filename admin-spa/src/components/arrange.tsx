import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { IconButton } from './button.tsx'
import { ProblemLine } from './feedback.tsx'

type Named = { slug: string; name: string }

/** Puts a list in order, one step at a time: by finger, pointer and keyboard alike, since nothing is done by dragging alone. */
export function Arrange({
  rows,
  onOrder,
  error,
}: {
  rows: readonly Named[]
  /** All slugs in their new order. */
  onOrder: (slugs: string[]) => void
  error: unknown
}) {
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  const move = (from: number, by: -1 | 1) => {
    const slugs = rows.map(({ slug }) => slug)
    const [taken] = slugs.splice(from, 1)
    if (taken === undefined) return
    slugs.splice(from + by, 0, taken)
    setSaid(t('arrange.moved', { name: rows[from]?.name, place: from + by + 1, count: rows.length }))
    onOrder(slugs)
  }
  return (
    <>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ProblemLine error={error} />
      <ol className="border-t border-ink">
        {rows.map(({ slug, name }, index) => (
          <li key={slug} className="flex min-h-15 items-center gap-2 border-b border-line">
            <span className="tnum w-8 shrink-0 text-ink-2">{index + 1}</span>
            <span className="min-w-0 flex-1 font-serif text-name">{name}</span>
            {/* At an end the button stays, so that focus does, and says that there is nowhere to go. */}
            <IconButton label={t('arrange.up', { name })} aria-disabled={index === 0 || undefined} onClick={() => index > 0 && move(index, -1)} className="aria-disabled:text-edge">
              <ArrowUp size={20} strokeWidth={1.6} aria-hidden="true" />
            </IconButton>
            <IconButton
              label={t('arrange.down', { name })}
              aria-disabled={index === rows.length - 1 || undefined}
              onClick={() => index < rows.length - 1 && move(index, 1)}
              className="aria-disabled:text-edge"
            >
              <ArrowDown size={20} strokeWidth={1.6} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ol>
    </>
  )
}
