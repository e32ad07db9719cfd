import { useSyncExternalStore } from 'react'

/** No toolbar that a browser shows or hides is this high; every keyboard on a screen is higher. */
const LOWEST_KEYBOARD_PX = 150

/** Whether a keyboard covers part of the screen. It shrinks only what is seen, not the page, so no media query knows of it. */
export function useKeyboardOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.visualViewport?.addEventListener('resize', listener)
      return () => window.visualViewport?.removeEventListener('resize', listener)
    },
    () => {
      const seen = window.visualViewport
      // Zooming in shrinks what is seen as well, by its scale.
      return seen ? window.innerHeight - seen.height * seen.scale > LOWEST_KEYBOARD_PX : false
    },
  )
}
