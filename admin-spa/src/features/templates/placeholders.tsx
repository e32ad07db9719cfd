import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import type { Template } from '../../lib/types.ts'
import { useIsWide } from '../../lib/wide.ts'

type Props = { all: Template['placeholders']; onInsert: (name: string) => void }

/** What can be named, with what it stands for; pressing one writes it where one is typing. Folded on a phone, where it would
 * stand between the words and how they read. */
export function Placeholders(props: Props) {
  const { t } = useTranslation()
  if (useIsWide()) {
    return (
      <section aria-labelledby="placeholders">
        <h2 id="placeholders" className="font-label">
          {t('templates.placeholders')}
        </h2>
        <List {...props} />
      </section>
    )
  }
  return (
    <details className="group">
      <summary className="flex min-h-13 items-center justify-between gap-4 border-y border-line font-label">
        {t('templates.placeholders')}
        <ChevronDown size={20} strokeWidth={1.6} className="shrink-0 group-open:rotate-180" aria-hidden="true" />
      </summary>
      <div className="pt-2">
        <List {...props} />
      </div>
    </details>
  )
}

function List({ all, onInsert }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <p className="pb-2 text-second text-ink-2">{t('templates.placeholdersHint')}</p>
      <ul className="grid gap-x-6 border-t border-line sm:grid-cols-2">
        {all.map(({ name, meaning }) => (
          <li key={name} className="border-b border-line">
            <button
              type="button"
              className="pressable grid min-h-13 w-full content-center justify-items-start py-2 text-left -outline-offset-2"
              // The cursor stays in the field that is typed in: on a phone the keyboard would leave with it.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onInsert(name)}
            >
              <span className="font-label wrap-anywhere">{`{${name}}`}</span>
              <span className="text-second text-ink-2">{meaning}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
