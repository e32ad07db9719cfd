import { X } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'

import { onTokenChange } from '../lib/token.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ProblemLine } from './feedback.tsx'

type Action = {
  label: string
  /** Rejects when it was refused: the refusal is then told in a dialog, where it stays. */
  run: () => Promise<unknown>
  /** Until when it can be pressed, in milliseconds; the toast stays that long. */
  until?: number
}
type Toast = { id: number; name: string | undefined; text: ReactNode; action: Action | undefined }

const STAYS_MS = 6000
let toasts: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()

// They name clients: whoever signs in next must not find them here.
onTokenChange((signedOut) => {
  if (signedOut) set([])
})

/** Says what was done. Never for errors: those stand beside what caused them. One `name` shows one toast at a time. */
export function toast(text: ReactNode, action?: Action, name?: string): void {
  const others = toasts.filter((one) => name === undefined || one.name !== name)
  set([...others.slice(-2), { id: next++, name, text, action }])
}

/** Takes away a toast that no longer holds true. */
export function dropToast(name: string): void {
  set(toasts.filter((one) => one.name !== name))
}

export function ToastRegion() {
  const { t } = useTranslation()
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  const [refused, setRefused] = useState<{ label: string; error: unknown } | null>(null)
  return createPortal(
    <>
      <section
        aria-label={t('toast.region')}
        className="above-bars pointer-events-none fixed inset-x-0 z-40 px-5"
      >
        <div role="status" className="grid justify-items-center gap-2">
          {shown.map((one) => (
            <ToastLine key={one.id} {...one} onRefused={(error) => setRefused({ label: one.action?.label ?? '', error })} />
          ))}
        </div>
      </section>
      {refused && (
        <Dialog alert title={t('toast.refused', { what: refused.label })} onClose={() => setRefused(null)}>
          <ProblemLine error={refused.error} />
          <Button look="primary" className="mt-5 w-full" data-first onClick={() => setRefused(null)}>
            {t('action.close')}
          </Button>
        </Dialog>
      )}
    </>,
    document.body,
  )
}

function ToastLine({ id, text, action, onRefused }: Toast & { onRefused: (error: unknown) => void }) {
  const { t } = useTranslation()
  const [isHeld, setHeld] = useState(false)
  const isRunning = useRef(false)
  const until = action?.until
  useEffect(() => {
    // Nobody is hurried away from what they read or point at; but an undo that is over must not be offered.
    if (isHeld && until === undefined) return
    const timer = setTimeout(() => dismiss(id), until === undefined ? STAYS_MS : Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [id, isHeld, until])

  const run = async () => {
    if (!action || isRunning.current) return
    isRunning.current = true
    await action.run().catch(onRefused)
    dismiss(id)
  }
  return (
    <div
      className="fades-in pointer-events-auto flex min-h-13 max-w-full items-center gap-4 rounded-control bg-ink py-1 pr-2 pl-5 text-paper sm:max-w-160"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="py-2">{text}</span>
      {action && (
        <button type="button" className="worded min-h-11 min-w-11 px-1 font-label focus-visible:outline-paper" onClick={() => void run()}>
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={t('toast.dismiss')}
        className="grid size-11 shrink-0 place-items-center rounded-control focus-visible:outline-paper"
        onClick={() => dismiss(id)}
      >
        <X size={20} strokeWidth={1.6} aria-hidden="true" />
      </button>
    </div>
  )
}

function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

function set(changed: readonly Toast[]): void {
  toasts = changed
  listeners.forEach((listener) => listener())
}
