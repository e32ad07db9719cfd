import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** A choice of few, side by side; each is a link, so that Back takes it away again. */
export function Switch({ label, options }: { label: string; options: readonly { to: string; name: string; isChosen: boolean }[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex divide-x divide-line rounded-control border border-edge">
        {options.map(({ to, name, isChosen }) => (
          <li key={to} className="first:[&>a]:rounded-l-control last:[&>a]:rounded-r-control">
            <Choice to={to} isChosen={isChosen}>
              {name}
            </Choice>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Choice({ to, isChosen, children }: { to: string; isChosen: boolean; children: ReactNode }) {
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={isChosen ? 'true' : undefined}
      className={`pressable flex min-h-11 items-center px-4 -outline-offset-2 ${isChosen ? 'bg-mist font-strong' : 'text-ink-2'}`}
    >
      {children}
    </Link>
  )
}
