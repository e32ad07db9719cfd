import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** A row of a list that opens as a whole: name, what there is to say of it, and something at the right. */
export function LinkRow({
  to,
  name,
  aside,
  isQuiet,
  children,
}: {
  to: string
  name: string
  aside?: ReactNode
  isQuiet?: boolean
  children?: ReactNode
}) {
  return (
    <li className="relative flex min-h-18 items-center gap-4 border-b border-line py-2.5 hover:bg-mist/50">
      <div className="min-w-0 flex-1">
        <Link
          to={to}
          className={`font-serif text-name after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ink ${isQuiet ? 'text-ink-2' : ''}`}
        >
          {name}
        </Link>
        {children && <div className="text-second text-ink-2">{children}</div>}
      </div>
      {aside && <div className="tnum text-right">{aside}</div>}
      <ChevronRight size={20} strokeWidth={1.6} className="shrink-0 text-ink-2" aria-hidden="true" />
    </li>
  )
}
