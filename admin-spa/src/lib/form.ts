import { useState, type ChangeEvent } from 'react'

import type { Problem } from './problem.ts'

type Typed = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>

/** What is typed into a form, and for each field its wiring with what the server said is wrong about it. */
export function useForm<T extends object>(initial: T, problem: Problem | null) {
  const [values, setValues] = useState(initial)
  const set = (changed: Partial<T>) => setValues((before) => ({ ...before, ...changed }))
  const field = (name: keyof T & string) => ({
    name,
    value: String(values[name] ?? ''),
    error: problem?.at(name),
    onChange: (event: Typed) => set({ [name]: event.target.value } as Partial<T>),
  })
  return { values, set, field }
}

/** A whole number as typed, or the text itself, which the server then refuses beside its field. */
export function wholeNumber(typed: string): number | string {
  return /^\d+$/.test(typed.trim()) ? Number(typed) : typed
}
