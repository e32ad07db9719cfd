import { ChevronDown, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { Monogram } from '../../components/monogram.tsx'
import type { Ref } from '../../lib/types.ts'

/** Whose day it is: everybody's or one person's. */
export function PersonFilter({ people, chosen, onChoose }: { people: readonly Ref[]; chosen: string | undefined; onChoose: (slug: string) => void }) {
  const { t } = useTranslation()
  const person = people.find(({ slug }) => slug === chosen)
  return (
    <span className="relative inline-flex min-w-0 max-w-56 items-center max-wide:min-w-32 max-wide:flex-1">
      <span className="pointer-events-none absolute left-2.5">
        {person ? <Monogram name={person.name} /> : <UsersRound size={20} strokeWidth={1.6} className="mx-0.75" aria-hidden="true" />}
      </span>
      <select
        aria-label={t('agenda.whose')}
        value={chosen ?? ''}
        onChange={(event) => onChoose(event.target.value)}
        className="h-11 w-full min-w-0 appearance-none rounded-control border border-edge bg-sheet pr-9 pl-11 text-body font-label text-ellipsis hover:border-ink"
      >
        <option value="">{t('agenda.everybody')}</option>
        {people.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown size={18} strokeWidth={1.6} className="pointer-events-none absolute right-2.5" aria-hidden="true" />
    </span>
  )
}
