/** What is wrong with a field: the server's words, or that it is empty, which whoever knows its label puts into words. */
export type Wrong = string | typeof EMPTY
export const EMPTY = Symbol('empty')

/** One wrong field of a request. `pointer` is a JSON pointer in URI form, such as `#/client/email`. */
export type FieldError = { pointer: string; code: string; detail: string }

export type ProblemDocument = {
  type?: string
  title?: string
  status?: number
  detail?: string
  instance?: string
  errors?: FieldError[]
  [fact: string]: unknown
}

/**
 * Every failure of a request, whoever refused it: RFC 9457 as the server sends it, allauth's envelope mapped to it, or
 * `unreachable` (status 0) when no answer came. Branch on `slug` alone; `detail` is written for people.
 */
export class Problem extends Error {
  readonly slug: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly instance: string
  readonly errors: readonly FieldError[]
  readonly facts: Readonly<Record<string, unknown>>
  readonly retryAfterSeconds: number | undefined

  constructor(document: ProblemDocument, retryAfterSeconds?: number) {
    super(document.detail || document.title || 'Request failed')
    this.name = 'Problem'
    this.slug = (document.type ?? '').split('/').pop() || 'unknown'
    this.status = document.status ?? 0
    this.title = document.title ?? ''
    this.detail = document.detail ?? ''
    this.instance = document.instance ?? ''
    this.errors = document.errors ?? []
    this.facts = document
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** What is wrong with a field, or undefined. `client/email` finds `#/client/email` and whatever lies under it. */
  at(path: string): Wrong | undefined {
    const pointer = `#/${path}`
    if (this.errors.some((error) => error.pointer === pointer && MEANS_EMPTY.has(error.code))) return EMPTY
    const found = this.errors.filter((error) => error.pointer === pointer || error.pointer.startsWith(`${pointer}/`))
    return found.length ? [...new Set(found.map((error) => error.detail))].join(' ') : undefined
  }

  /** Whether the same request may succeed if simply sent again. */
  get passes(): boolean {
    return this.status === 0 || this.status === 503
  }
}

const MEANS_EMPTY = new Set(['required', 'blank', 'null'])

export function isProblem(error: unknown, ...slugs: string[]): error is Problem {
  return error instanceof Problem && (slugs.length === 0 || slugs.includes(error.slug))
}
