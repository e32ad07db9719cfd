import { useEffect, useRef, useState } from 'react'

/** As high as most e-mails are at first; the right height comes with the page. */
const FIRST_HEIGHT = 480

/**
 * An e-mail as it reads, in a frame of its own: its styles touch nothing here and no script runs in it. `allow-same-origin`
 * lets this side measure it, no more. A changed page is shown once it is there, so that nothing blinks while one types.
 */
export function MailFrame({ page, title }: { page: string; title: string }) {
  const [shown, setShown] = useState(page)
  const pages = shown === page ? [page] : [shown, page]
  return (
    <div className="relative overflow-hidden rounded-control border border-line bg-sheet">
      {pages.map((one) => (
        <Frame key={one} page={one} title={title} isComing={one !== shown} onThere={() => setShown(one)} />
      ))}
    </div>
  )
}

function Frame({ page, title, isComing, onThere }: { page: string; title: string; isComing: boolean; onThere: () => void }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const watching = useRef<ResizeObserver>(null)
  const [height, setHeight] = useState(FIRST_HEIGHT)
  useEffect(() => {
    return () => watching.current?.disconnect()
  }, [])

  const measure = () => {
    const body = frame.current?.contentDocument?.body
    onThere()
    if (!body || typeof ResizeObserver === 'undefined') return
    watching.current?.disconnect()
    watching.current = new ResizeObserver(() => setHeight(Math.ceil(body.getBoundingClientRect().height)))
    watching.current.observe(body)
  }
  return (
    <iframe
      ref={frame}
      src={page}
      title={title}
      sandbox="allow-same-origin"
      aria-hidden={isComing || undefined}
      tabIndex={isComing ? -1 : undefined}
      style={{ height }}
      className={`block w-full ${isComing ? 'invisible absolute inset-x-0 top-0' : ''}`}
      onLoad={measure}
    />
  )
}
