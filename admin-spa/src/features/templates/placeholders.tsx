import { useTranslation } from 'react-i18next'

import type { Template } from './api.ts'

/** What can be named, with what it stands for; pressing one writes it where one is typing. */
export function Placeholders({ all, onInsert }: { all: Template['placeholders']; onInsert: (name: string) => void }) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="placeholders">
      <h2 id="placeholders" className="font-label">
        {t('templates.placeholders')}
      </h2>
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
    </section>
  )
}
