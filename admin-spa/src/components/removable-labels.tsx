import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** What narrows a list, each with its way out. */
export function RemovableLabels<Name extends string>({ labels, onRemove }: { labels: readonly { name: Name; text: string }[]; onRemove: (name: Name) => void }) {
  const { t } = useTranslation()
  if (labels.length === 0) return null
  return (
    <ul aria-label={t('filter.set')} className="flex flex-wrap gap-x-2">
      {labels.map(({ name, text }) => (
        <li key={name}>
          <button type="button" aria-label={t('filter.remove', { what: text })} className="group flex min-h-11 min-w-11 items-center" onClick={() => onRemove(name)}>
            {/* The label is slim, what one presses is not. */}
            <span className="tnum flex min-h-8 items-center gap-1.5 rounded-label bg-mist pr-1.5 pl-2.5 text-second group-hover:outline group-hover:outline-edge">
              {text}
              <X size={16} strokeWidth={1.8} aria-hidden="true" />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
