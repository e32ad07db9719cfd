import { Problem, type FieldError, type ProblemDocument } from './problem.ts'
import { drop, token, type SignOutReason } from './token.ts'

type Query = Record<string, string | number | boolean | readonly string[] | undefined | null>
type Options = {
  query?: Query
  signal?: AbortSignal
  headers?: Record<string, string>
  /** Names one attempt at a booking, so that sending it again after a lost answer books once. */
  idempotencyKey?: string
  /** Sent without the token, and a 401 is then an answer, not the end of a session. */
  anonymous?: boolean
  /** Why the session ends, where this very request is what ends it. */
  ends?: SignOutReason
}
type Envelope = { status: number; errors?: { message: string; code: string; param?: string }[] }

const ROOT = '/api/v1/'

export const http = {
  get: <T>(path: string, options?: Options) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: Options) => send<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: Options) => send<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: Options) => send<T>('PATCH', path, body, options),
  delete: <T>(path: string, options?: Options) => send<T>('DELETE', path, undefined, options),
}

async function send<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<T> {
  const used = options.anonymous ? null : token()
  let response: Response
  try {
    response = await fetch(address(path, options.query), {
      method,
      signal: options.signal ?? null,
      headers: headersOf(body, used?.access_token, options),
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new Problem({ type: '/problems/unreachable', status: 0 })
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T

  const problem = await problemOf(response)
  // A request that left before the token was rotated may come back refused: only the token in use ends the session.
  const isDead = response.status === 410 || (response.status === 401 && problem.slug === 'not-authenticated')
  if (isDead && used && used.access_token === token()?.access_token) drop(options.ends ?? 'expired')
  throw problem
}

function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const text = search.toString()
  return ROOT + path + (text ? `?${text}` : '')
}

function headersOf(body: unknown, accessToken: string | undefined, options: Options): Record<string, string> {
  return {
    Accept: 'application/json',
    'Accept-Language': document.documentElement.lang || 'en',
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...(accessToken && { Authorization: `Token ${accessToken}` }),
    ...(options.idempotencyKey && { 'Idempotency-Key': options.idempotencyKey }),
    ...options.headers,
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN)
  const retryAfter = Number.isFinite(seconds) ? seconds : undefined
  const kind = response.headers.get('Content-Type') ?? ''
  const document: unknown = kind.includes('json') ? await response.json().catch(() => null) : null
  if (kind.includes('problem+json') && document) return new Problem(document as ProblemDocument, retryAfter)
  if (document) return new Problem(fromEnvelope(document as Envelope, response.status), retryAfter)
  const type = response.status >= 502 && response.status <= 504 ? 'unavailable' : 'unknown'
  return new Problem({ type: `/problems/${type}`, status: response.status }, retryAfter)
}

/** allauth's `{status, errors: [{message, code, param}]}`, the one shape under /auth/ that is no problem document. */
function fromEnvelope(envelope: Envelope, status: number) {
  const errors: FieldError[] = (envelope.errors ?? []).map(({ message, code, param }) => ({
    pointer: param ? `#/${param}` : '#',
    code,
    detail: message,
  }))
  const slug = status === 401 || status === 410 ? 'not-authenticated' : (errors[0]?.code ?? 'invalid').replaceAll('_', '-')
  return { type: `/problems/${slug}`, status, detail: errors[0]?.detail ?? '', errors }
}
