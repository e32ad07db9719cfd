import { useSyncExternalStore } from 'react'

/** Where the look changes from phone to desk; the style sheet's `wide` says the same. */
const WIDE = '(width >= 56.25rem)'

/** Whether there is room for the desk's layout: for what differs in substance, such as table and cards, of which only one is drawn. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(WIDE).matches)
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(WIDE)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}
