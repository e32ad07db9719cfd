import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { TextField } from './field.tsx'

const TYPING_MS = 300

/** Passes on what was typed once the typing rests, and follows when the filters are cleared from outside. */
export function SearchBox({ value, example, onChange }: { value: string; example: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState({ text: value, from: value })
  const text = typed.from === value ? typed.text : value

  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, value, onChange])

  return (
    <div className="relative">
      <TextField
        label={t('filter.search')}
        type="search"
        className="[&_input]:pl-11"
        placeholder={example}
        value={text}
        onChange={(event) => setTyped({ text: event.target.value, from: value })}
      />
      <Search size={20} strokeWidth={1.6} className="pointer-events-none absolute bottom-4 left-3.5" aria-hidden="true" />
    </div>
  )
}
