import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** The link covers its row, so that the whole of it can be pressed and is still one link to keyboard and reader. */
export const ROW_LINK =
  'after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ink'

/** A row of a list that opens as a whole: name and what there is to say of it. Without `to` it only says it. */
export function LinkRow({ to, name, isQuiet, children }: { to: string | undefined; name: string; isQuiet?: boolean; children?: ReactNode }) {
  const look = `font-serif text-name ${isQuiet ? 'text-ink-2' : ''}`
  return (
    <li className={`relative flex min-h-18 items-center gap-4 border-b border-line py-2.5 ${to ? 'hover:bg-mist/50' : ''}`}>
      <div className="min-w-0 flex-1">
        {to ? (
          <Link to={to} className={`${ROW_LINK} ${look}`}>
            {name}
          </Link>
        ) : (
          <p className={look}>{name}</p>
        )}
        {children && <div className="text-second text-ink-2">{children}</div>}
      </div>
      {to && <ChevronRight size={20} strokeWidth={1.6} className="shrink-0 text-ink-2" aria-hidden="true" />}
    </li>
  )
}
