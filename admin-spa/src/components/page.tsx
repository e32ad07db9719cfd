import { useEffect, useRef, type ReactNode } from 'react'

let isFirst = true

/**
 * A screen: its title in the window, its heading, which takes focus when one comes here from another screen, and its tools
 * at the right.
 */
export function Page({
  title,
  lead,
  tools,
  children,
  className = '',
}: {
  title: string
  lead?: ReactNode
  tools?: ReactNode
  children: ReactNode
  className?: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // On the first screen focus stays where the browser puts it: at the top, before the skip link.
    if (isFirst) isFirst = false
    else heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={`px-5 pt-2 pb-10 wide:px-6 wide:pt-0 ${className}`}>
      <title>{`${title} · Stillpoint`}</title>
      <header className="flex flex-wrap items-center justify-between gap-x-4 pb-4 wide:min-h-20 wide:pt-5 wide:pb-4">
        <h1 ref={heading} tabIndex={-1} className={`pb-1 font-serif text-title first-letter:uppercase ${lead ? 'max-wide:w-full' : ''}`}>
          {title}
        </h1>
        {lead && <p className="min-h-11 content-center text-lead text-ink-2 wide:order-1 wide:min-h-0 wide:w-full wide:text-body">{lead}</p>}
        {tools && <div className={`flex flex-wrap items-center gap-3 ${lead ? 'max-wide:w-full' : ''}`}>{tools}</div>}
      </header>
      {children}
    </div>
  )
}
