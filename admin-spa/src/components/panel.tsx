import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useHref, useLocation } from 'react-router'

import { visible } from '../lib/visible.ts'
import { IconButton } from './button.tsx'

/**
 * One thing opened over a list. With room for both it lies at the right and the list beside it stays in use; with less it
 * covers part of the list, and on a phone all of it. Takes focus when it opens, gives it back when it closes, and Escape closes it.
 */
export function Panel({
  label,
  eyebrow,
  tools,
  actions,
  onClose,
  onSubmit,
  children,
}: {
  label: string
  eyebrow?: ReactNode
  tools?: ReactNode
  actions?: ReactNode
  onClose: () => void
  /** Makes the panel a form, whose button stands among the actions. */
  onSubmit?: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const panel = useRef<HTMLElement>(null)
  const address = useHref(useLocation())
  const shownAt = useRef(address)

  // Filters may change beside an open panel, and the links of the list with them.
  useEffect(() => {
    shownAt.current = address
  }, [address])

  // Where the page cannot make room beside it, what lies below must not be reached by Tab or by a screen reader: focus would
  // go where nobody sees it. The style sheet makes the room from the same width up.
  useEffect(() => {
    const root = document.getElementById('root')
    const tight = window.matchMedia('(width < 80rem)')
    const follow = () => root?.toggleAttribute('inert', tight.matches)
    follow()
    tight.addEventListener('change', follow)
    return () => {
      tight.removeEventListener('change', follow)
      root?.removeAttribute('inert')
    }
  }, [])

  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      // Going forward through the history, opening the address itself, or from the panel of another row, nobody was on the link
      // that leads here a moment ago: it is looked for. Where no link leads, focus goes to the heading of the list.
      const isLink = before instanceof HTMLAnchorElement && before.isConnected && before.getAttribute('href') === shownAt.current
      const link = isLink ? before : visible(`#content a[href="${CSS.escape(shownAt.current)}"]`)
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected
      const back = link ?? (isThere ? before : document.querySelector<HTMLElement>('h1'))
      back?.focus({ preventScroll: true })
    }
  }, [])

  return createPortal(
    <section
      ref={panel}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      data-covers=""
      className="slides-in fixed inset-0 z-30 flex flex-col bg-sheet pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)] -outline-offset-2 wide:left-auto wide:w-115 wide:border-l wide:pl-0 wide:border-ink"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className="grid min-h-14 shrink-0 grid-cols-[2.75rem_1fr_auto] items-center px-3 pt-[env(safe-area-inset-top)] wide:px-4 wide:pt-2">
        <IconButton label={t('action.close')} onClick={onClose}>
          <ArrowLeft size={22} strokeWidth={1.6} className="wide:hidden" aria-hidden="true" />
          <X size={22} strokeWidth={1.6} className="hidden wide:block" aria-hidden="true" />
        </IconButton>
        <p className="tnum text-center text-ink-2">{eyebrow}</p>
        <div className="flex min-w-11 justify-end">{tools}</div>
      </div>
      <Body {...(onSubmit && { onSubmit })} actions={actions}>
        {children}
      </Body>
    </section>,
    document.body,
  )
}

function Body({ onSubmit, actions, children }: { onSubmit?: () => void; actions?: ReactNode; children: ReactNode }) {
  const inside = (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-8 wide:px-6">{children}</div>
      {actions && (
        <div data-actions="" className="shrink-0 border-t border-line bg-sheet px-5 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] wide:px-6">
          {actions}
        </div>
      )}
    </>
  )
  if (!onSubmit) return inside
  return (
    <form
      noValidate
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {inside}
    </form>
  )
}
