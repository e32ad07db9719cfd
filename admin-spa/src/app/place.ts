import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

import { visible } from '../lib/visible.ts'

type Place = { y: number; focus: string | null }

/** Where one was on each entry of the history: how far down, and on which link. */
const places = new Map<string, Place>()

/**
 * A new screen begins at its top; going back or forward leads to where one was, focus included. A panel opened over the same
 * screen leaves the list where it is.
 */
export function usePlace(): void {
  const { key, pathname } = useLocation()
  const isReturning = useNavigationType() === 'POP'
  const screen = pathname.split('/')[1]
  const last = useRef<string | undefined>(undefined)
  const returnTo = useRef(0)

  useLayoutEffect(() => {
    // The browser would restore the position before the list is drawn, that is, to nowhere.
    history.scrollRestoration = 'manual'
  }, [])

  // Before the new screen can be scrolled or focused, or what happens there would be noted of the old one.
  useLayoutEffect(() => {
    // A panel that opens or closes makes a new entry, and the list under it stays where it is.
    const place = places.get(key) ?? { y: window.scrollY, focus: null }
    places.set(key, place)
    returnTo.current = place.y // What the new screen's first lines do to the position must not count.
    const noteScroll = () => {
      place.y = window.scrollY
    }
    const noteFocus = ({ target }: Event) => {
      // Safari focuses no link that is pressed, so a press counts as well.
      const link = target instanceof Element ? target.closest('#content a[href]') : null
      if (link) place.focus = `#content a[href="${CSS.escape(link.getAttribute('href') ?? '')}"]`
    }
    window.addEventListener('scroll', noteScroll, { passive: true })
    document.addEventListener('focusin', noteFocus)
    document.addEventListener('click', noteFocus, true)
    return () => {
      window.removeEventListener('scroll', noteScroll)
      document.removeEventListener('focusin', noteFocus)
      document.removeEventListener('click', noteFocus, true)
    }
  }, [key])

  // After the screen's own effects, which take focus to its heading.
  useEffect(() => {
    const isFirst = last.current === undefined
    const isSame = last.current === screen
    last.current = screen
    if (isFirst || isSame) return
    const place = isReturning ? places.get(key) : undefined
    if (place?.focus) visible(place.focus)?.focus({ preventScroll: true })
    return scrollWhenThere(place ? returnTo.current : 0)
  }, [key, screen, isReturning])
}

/** Lists may be drawn a moment later than their screen: until they are long enough it is tried again, unless somebody scrolls. */
function scrollWhenThere(y: number): (() => void) | undefined {
  void window.scrollTo(0, y)
  if (y === 0 || typeof ResizeObserver === 'undefined') return
  const growth = new ResizeObserver(() => {
    void window.scrollTo(0, y)
    if (Math.abs(window.scrollY - y) < 2) stop()
  })
  const stop = () => {
    growth.disconnect()
    SIGNS.forEach((sign) => window.removeEventListener(sign, stop))
  }
  SIGNS.forEach((sign) => window.addEventListener(sign, stop, { passive: true }))
  growth.observe(document.body)
  return stop
}

const SIGNS = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const
