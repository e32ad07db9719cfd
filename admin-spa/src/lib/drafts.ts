/**
 * What was typed and not yet sent, so that a session that ends takes nothing along. It lives in this tab's memory alone: a
 * client's name has no business in the browser's storage. Whoever signs in next finds only what was their own.
 */
import { useEffect, useState } from 'react'

import { onTokenChange, token } from './token.ts'

const drafts = new Map<string, unknown>()
let owner: number | null = null

onTokenChange((signedOut) => {
  // Who signs out on purpose is done here.
  if (signedOut === 'chosen' || signedOut === 'password') drafts.clear()
})

/** Called when it is known who signed in. */
export function claimDrafts(person: number): void {
  if (owner !== person) drafts.clear()
  owner = person
}

/**
 * State that outlives a session which ends by itself. Leaving the screen while signed in is leaving on purpose, and forgets it.
 */
export function useDraft<T>(key: string, initial: T) {
  const [kept] = useState(() => drafts.get(key) as T | undefined)
  const [start] = useState(initial)
  const [value, setValue] = useState<T>(kept ?? initial)
  useEffect(() => {
    if (value !== start) drafts.set(key, value)
    return () => {
      if (token()) drafts.delete(key)
    }
  }, [key, value, start])
  return { value, setValue, start, isRestored: kept !== undefined }
}
