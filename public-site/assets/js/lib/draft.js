/** What was typed on the details page and the time held for it, kept in this tab only, until the booking is made. */

const NAME = 'stillpoint-details'
const HOLD = 'stillpoint-hold'

/** @param {Record<string, string | boolean>} typed */
export function keep(typed, storage = tabStorage()) {
  storage?.setItem(NAME, JSON.stringify(typed))
}

/** @returns {Record<string, string | boolean>} */
export function kept(storage = tabStorage()) {
  try {
    return JSON.parse(storage?.getItem(NAME) ?? '{}')
  } catch {
    return {}
  }
}

/** The last time this tab held: choosing another gives it back, however one came to the list again. */
export function keepHold(token, storage = tabStorage()) {
  storage?.setItem(HOLD, token)
}

export function keptHold(storage = tabStorage()) {
  return storage?.getItem(HOLD) ?? ''
}

export function forget(storage = tabStorage()) {
  storage?.removeItem(NAME)
  storage?.removeItem(HOLD)
}

// Reading the property itself throws where a browser forbids storage.
function tabStorage() {
  try {
    return globalThis.sessionStorage ?? null
  } catch {
    return null
  }
}
