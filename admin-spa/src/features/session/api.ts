import { http } from '../../lib/http.ts'
import { isProblem } from '../../lib/problem.ts'
import { deviceId, drop, keep, token, type SignOutReason } from '../../lib/token.ts'

const AUTH = 'auth/app/v1/'
/** Half of the 24 hours that a token lives. */
const HALF_LIFE_MS = 12 * 60 * 60 * 1000

type SignedIn = {
  data: { user: { name: string; email: string; role: string } }
  meta: { access_token: string; expires_at: string }
}

export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  const { meta } = await http.post<SignedIn>(`${AUTH}auth/login`, credentials, {
    anonymous: true,
    headers: { 'X-Device': deviceId() },
  })
  keep(meta)
}

/** Whose set-up link this is. Refused with `invalid-password-reset` when it was used or is too old. */
export async function readSetUpLink(key: string): Promise<{ email: string; name: string }> {
  const { data } = await http.get<{ data: SignedIn['data'] }>(`${AUTH}auth/password/reset`, {
    anonymous: true,
    headers: { 'X-Password-Reset-Key': key },
  })
  return data.user
}

export async function setUp(body: { key: string; password: string }): Promise<void> {
  const { meta } = await http.post<SignedIn>(`${AUTH}auth/password/reset`, body, {
    anonymous: true,
    headers: { 'X-Device': deviceId() },
  })
  keep(meta)
}

/** Signs out here and on the server. allauth answers a successful sign-out with 401: nobody is signed in any more. */
export async function signOut(reason: SignOutReason): Promise<void> {
  const ended = http.delete(`${AUTH}auth/session`).catch(() => undefined)
  drop(reason)
  await ended
}

/** Every token of this person is dead after it, this one too: allauth says so with a 401, which is the success. */
export async function changePassword(body: { current_password: string; new_password: string }): Promise<void> {
  await http.post(`${AUTH}account/password/change`, body, { ends: 'password' }).catch((error: unknown) => {
    if (!isProblem(error) || error.status !== 401) throw error
  })
}

/**
 * Swaps the token for its successor once half its life is over. Called when somebody does something, never by a timer. The
 * lock keeps the tabs of one browser from rotating at once; a tab that waited finds a fresh token and leaves it.
 */
export async function rotateIfDue(): Promise<void> {
  if (!isDue()) return
  await navigator.locks.request('stillpoint.rotation', { ifAvailable: true }, async (lock) => {
    if (!lock || !isDue()) return
    const issued = await http.post<SignedIn['meta']>('auth/rotation').catch(() => null)
    if (issued) keep(issued)
  })
}

function isDue(): boolean {
  const held = token()
  return held !== null && Date.parse(held.expires_at) - Date.now() < HALF_LIFE_MS
}
