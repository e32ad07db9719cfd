/**
 * The one credential after sign-in. It lives in memory and in `sessionStorage` (gone with the tab); a second tab of the
 * same browser asks the first for it, since signing in again would replace it on this device.
 */
export type Token = { access_token: string; expires_at: string; issued_at: number }
export type SignOutReason = 'chosen' | 'idle' | 'expired' | 'password'
type Listener = (signedOut: SignOutReason | null) => void

const KEY = 'stillpoint.token'
const DEVICE_KEY = 'stillpoint.device'
const ANSWER_WITHIN_MS = 250

let current: Token | null = read()
const listeners = new Set<Listener>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('stillpoint.session')

type Word = { say: 'who has a token?' } | { say: 'token'; token: Token } | { say: 'signed out'; reason: SignOutReason }

channel?.addEventListener('message', ({ data }: MessageEvent<Word>) => {
  if (data.say === 'who has a token?' && current) post({ say: 'token', token: current })
  if (data.say === 'token' && current && data.token.issued_at > current.issued_at) put(data.token)
  if (data.say === 'signed out' && current) forget(data.reason)
})

export function token(): Token | null {
  return current
}

/** Keeps a token that the server has just issued and tells the other tabs. */
export function keep(issued: { access_token: string; expires_at: string }): void {
  put({ access_token: issued.access_token, expires_at: issued.expires_at, issued_at: Date.now() })
  if (current) post({ say: 'token', token: current })
}

/** Signs this tab and the others of this browser out, without asking the server. */
export function drop(reason: SignOutReason): void {
  if (!current) return
  post({ say: 'signed out', reason })
  forget(reason)
}

export function onTokenChange(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A token that another tab of this browser has, if one answers in time. */
export async function borrow(): Promise<Token | null> {
  if (current || !channel) return current
  const { promise, resolve } = Promise.withResolvers<Token | null>()
  const hear = ({ data }: MessageEvent<Word>) => data.say === 'token' && resolve(data.token)
  channel.addEventListener('message', hear)
  post({ say: 'who has a token?' })
  setTimeout(() => resolve(null), ANSWER_WITHIN_MS)
  const found = await promise
  channel.removeEventListener('message', hear)
  if (found && !current) put(found)
  return current
}

/** A random id that names this browser to the server, so that a new sign-in replaces the old token. */
export function deviceId(): string {
  const known = localStorage.getItem(DEVICE_KEY)
  if (known) return known
  const made = crypto.randomUUID()
  localStorage.setItem(DEVICE_KEY, made)
  return made
}

function put(token: Token): void {
  current = token
  sessionStorage.setItem(KEY, JSON.stringify(token))
  listeners.forEach((listener) => listener(null))
}

function forget(reason: SignOutReason): void {
  current = null
  sessionStorage.removeItem(KEY)
  listeners.forEach((listener) => listener(reason))
}

function post(word: Word): void {
  channel?.postMessage(word)
}

function read(): Token | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Token | null
    return kept && Date.parse(kept.expires_at) > Date.now() ? kept : null
  } catch {
    return null
  }
}
