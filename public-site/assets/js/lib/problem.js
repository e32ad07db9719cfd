/** Refusals of the API (RFC 9457), as errors to throw and branch on by `type`. */

export class Problem extends Error {
  /** @param {{type?: string, title?: string, detail?: string, errors?: object[]}} document */
  constructor(document, status = 0) {
    super(document.detail ?? document.title ?? '')
    this.type = (document.type ?? 'about:blank').replace('/problems/', '')
    this.title = document.title ?? ''
    this.status = status
    this.errors = document.errors ?? []
    this.facts = document
  }
}

/** No answer came: whatever was asked for may or may not have happened. */
export class Unreachable extends Problem {
  constructor() {
    super({ type: '/problems/unreachable' })
  }
}

/**
 * Which field of the form each error is about: `#/client/email` is the field "email".
 * @param {Problem} problem
 * @returns {{field: string, code: string, detail: string}[]} in the order given; errors about no field have an empty one
 */
export function fieldErrors(problem) {
  return problem.errors.map(({ pointer = '', code = '', detail = '' }) => {
    const parts = pointer.split('/').slice(1)
    const isNamed = parts.length > 0
    return { field: isNamed ? parts[parts.length - 1] : '', code, detail }
  })
}
