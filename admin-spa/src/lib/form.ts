import { useCallback, useRef, type ChangeEvent } from 'react'

import { useDraft } from './drafts.ts'
import type { Problem, Wrong } from './problem.ts'

type Wiring = { name: string; value: string; error: Wrong | undefined; onChange: (event: Typed) => void }
type Typed = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>

/**
 * What is typed into a form, and for each field its wiring with what the server said is wrong about it. `name` tells the forms
 * of the app apart: under it the typing outlives a session that ends meanwhile.
 */
export function useForm<T extends object>(name: string, initial: T, problem: Problem | null) {
  const { value: values, setValue, start, isRestored } = useDraft(name, initial)
  const isSent = useRef(false)
  const isChanged = JSON.stringify(values) !== JSON.stringify(start)

  const set = (changed: Partial<T>) => setValue((before) => ({ ...before, ...changed }))
  const field = (name: keyof T & string): Wiring => ({
    name,
    value: String(values[name] ?? ''),
    error: problem?.at(name),
    onChange: (event: Typed) => set({ [name]: event.target.value } as Partial<T>),
  })
  return {
    values,
    set,
    field,
    errorAt: (path: string) => problem?.at(path),
    isRestored,
    /** Whether leaving now would lose something: asked at the moment of leaving. */
    hasUnsaved: useCallback(() => isChanged && !isSent.current, [isChanged]),
    /** Everything is saved: leaving loses nothing, though the fields still differ from what was there at first. */
    settle: () => {
      isSent.current = true
    },
  }
}

/** A whole number as typed, nothing for an empty field, or the text itself: the server then refuses these beside the field. */
export function wholeNumber(typed: string): number | string | null {
  if (!typed.trim()) return null
  return /^\d+$/.test(typed.trim()) ? Number(typed) : typed
}
