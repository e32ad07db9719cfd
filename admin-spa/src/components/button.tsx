import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'react-router'

type Look = 'primary' | 'second' | 'danger' | 'destroy' | 'worded'

const SHAPE =
  'inline-flex items-center justify-center gap-2 rounded-control px-5 text-body font-label leading-tight transition-colors select-none'
const LOOKS: Record<Look, string> = {
  primary: `${SHAPE} pressable min-h-13 bg-pine text-on-pine [--press-ink:var(--color-paper)]`,
  second: `${SHAPE} pressable min-h-11 border border-edge text-ink`,
  danger: `${SHAPE} pressable min-h-11 border border-edge text-danger`,
  destroy: `${SHAPE} pressable min-h-13 bg-danger text-sheet [--press-ink:var(--color-paper)]`,
  worded: 'worded inline-flex min-h-11 items-center gap-2 font-label text-ink',
}

type Props = Omit<ComponentProps<'button'>, 'disabled'> & {
  look?: Look
  /** While the button's work runs: it keeps its width and its focus, and takes no second press. */
  busy?: boolean
  busyLabel?: string
  icon?: ReactNode
}

export function Button({ look = 'second', busy, busyLabel, icon, className = '', children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`${LOOKS[look]} ${className}`}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busyLabel ? (
        <span className="grid justify-items-center *:col-start-1 *:row-start-1">
          <span className={`inline-flex items-center gap-2 ${busy ? 'invisible' : ''}`}>
            {icon}
            {children}
          </span>
          <span className={busy ? '' : 'invisible'} aria-hidden={!busy}>
            {busyLabel}
          </span>
        </span>
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </button>
  )
}

export function ButtonLink({
  look = 'second',
  className = '',
  icon,
  children,
  ...rest
}: ComponentProps<typeof Link> & { look?: Look; icon?: ReactNode }) {
  return (
    <Link {...rest} className={`${LOOKS[look]} ${className}`}>
      {icon}
      {children}
    </Link>
  )
}

/** An icon alone, named for those who do not see it. Only for the top bar, panels and the paging of days. */
export function IconButton({ label, className = '', children, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`pressable inline-grid size-11 shrink-0 place-items-center rounded-control ${className}`}
    >
      {children}
    </button>
  )
}
