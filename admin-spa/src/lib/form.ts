import { useCallback, useRef, type ChangeEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { useDraft } from './drafts.ts'
import type { Problem } from './problem.ts'

type Typed = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>

/**
 * What is typed into a form, and for each field its wiring with what the server said is wrong about it. `name` tells the forms
 * of the app apart: under it the typing outlives a session that ends meanwhile.
 */
export function useForm<T extends object>(name: string, initial: T, problem: Problem | null) {
  const { t } = useTranslation()
  const { value: values, setValue, start, isRestored } = useDraft(name, initial)
  const isSent = useRef(false)
  const isChanged = JSON.stringify(values) !== JSON.stringify(start)

  const set = (changed: Partial<T>) => setValue((before) => ({ ...before, ...changed }))
  /** What is wrong at a path, in this house's words where the server's are a framework's. */
  const errorAt = (path: string) => {
    const isMissing = problem?.errors.some(({ pointer, code }) => pointer === `#/${path}` && (code === 'required' || code === 'blank'))
    return isMissing ? t('form.missing') : problem?.at(path)
  }
  const field = (name: keyof T & string) => ({
    name,
    value: String(values[name] ?? ''),
    error: errorAt(name),
    onChange: (event: Typed) => set({ [name]: event.target.value } as Partial<T>),
  })
  return {
    values,
    set,
    field,
    errorAt,
    isRestored,
    /** Whether leaving now would lose something: asked at the moment of leaving. */
    hasUnsaved: useCallback(() => isChanged && !isSent.current, [isChanged]),
    /** Everything is saved: leaving loses nothing, though the fields still differ from what was there at first. */
    settle: () => {
      isSent.current = true
    },
  }
}

/** A whole number as typed, or the text itself, which the server then refuses beside its field. */
export function wholeNumber(typed: string): number | string {
  return /^\d+$/.test(typed.trim()) ? Number(typed) : typed
}
