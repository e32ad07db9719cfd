import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

type Toast = { id: number; text: ReactNode; action?: { label: string; run: () => void } }

const STAYS_MS = 6000
let toasts: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()

/** Says what was done. Never for errors: those stand beside what caused them. */
export function toast(text: ReactNode, action?: Toast['action']): void {
  set([...toasts.slice(-2), { id: next++, text, ...(action && { action }) }])
}

export function ToastRegion() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return createPortal(
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(5.5rem+env(safe-area-inset-bottom))] z-40 grid justify-items-center gap-2 px-5 wide:bottom-6"
    >
      {shown.map((one) => (
        <ToastLine key={one.id} {...one} />
      ))}
    </div>,
    document.body,
  )
}

function ToastLine({ id, text, action }: Toast) {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => dismiss(id), STAYS_MS)
    return () => clearTimeout(timer)
  }, [id, isHeld])
  return (
    <div
      className="fades-in pointer-events-auto flex min-h-13 max-w-full items-center gap-5 rounded-control bg-ink px-5 py-2 text-paper"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      {action && (
        <button
          type="button"
          className="worded min-h-11 font-label focus-visible:outline-paper"
          onClick={() => {
            dismiss(id)
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
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
