import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'

/**
 * A question in the middle of the screen. The native element traps focus, makes the rest inert and gives focus back; it also
 * injects no style, which React Aria's modals do on iOS against the content security policy.
 */
export function Dialog({
  title,
  onClose,
  children,
  alert = false,
  className = '',
}: {
  title: string
  onClose: () => void
  children: ReactNode
  alert?: boolean
  className?: string
}) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Closed while it is still there (an effect's clean-up comes after it is gone), it gives focus back to what opened it.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // React focuses `autoFocus` before the dialog is open, and opening moves focus to its first control.
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={id}
      className={`fades-in w-[min(27.5rem,calc(100vw-2.5rem))] overflow-y-auto p-6 max-h-[calc(100dvh-2.5rem)] ${className}`}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      // Escape answers this question; the panel that asked it stays.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <h2 id={id} className="pb-3 font-serif text-person">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
