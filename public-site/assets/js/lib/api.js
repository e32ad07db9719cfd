/** The public API. Throws `Problem` for refusals and `Unreachable` when no answer came. */

import { Problem, Unreachable } from './problem.js'

const ROOT = '/api/v1/public/'

/**
 * @param {string} path below the public API
 * @param {object} body
 * @param {{key?: string}} [options] `key`: sent as Idempotency-Key, so that sending again cannot book twice
 * @returns {Promise<{body: any, at: number}>} `at`: the server's clock when it answered, in ms since the epoch
 */
export async function post(path, body, { key } = {}) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
  if (key) headers['Idempotency-Key'] = key
  let response
  try {
    response = await fetch(ROOT + path, { method: 'POST', headers, body: JSON.stringify(body), credentials: 'omit' })
  } catch {
    throw new Unreachable()
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => null)
  if (!response.ok) throw new Problem(answer ?? {}, response.status)
  return { body: answer, at: Date.parse(response.headers.get('Date') ?? '') || Date.now() }
}

/** Keys for requests: the same one while the same thing is asked for, a new one when that changes. */
export function keyRing(random = randomKey) {
  let asked = ''
  let key = ''
  return (body) => {
    const text = JSON.stringify(body)
    if (text !== asked) [asked, key] = [text, random()]
    return key
  }
}

// crypto.randomUUID exists on secure origins only; a studio may try its site over plain HTTP in its own network.
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
