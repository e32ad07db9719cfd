import '@testing-library/jest-dom/vitest'

import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'

import { startI18n } from '../lib/i18n.ts'
import { drop } from '../lib/token.ts'
import { server } from './server.ts'

// What the browser has and jsdom has not.
// Scrolling answers with a promise in today's browsers: an effect that returned it would break when it is cleaned up.
window.scrollTo = (() => Promise.resolve()) as typeof window.scrollTo
// Tests are at a desk; `onPhone()` of render.tsx makes it a phone.
window.matchMedia ??= (query: string) =>
  ({ matches: query === '(width >= 56.25rem)', media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true
}
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false
}

if (!('locks' in navigator)) {
  let isHeld = false
  const request = async (_name: string, _ifAvailable: unknown, work: (lock: object | null) => Promise<unknown>) => {
    if (isHeld) return work(null)
    isHeld = true
    await work({}).finally(() => (isHeld = false))
  }
  Object.defineProperty(navigator, 'locks', { value: { request } })
}
// The first module of a screen takes a moment on a busy machine.
configure({ asyncUtilTimeout: 5000 })

beforeAll(async () => {
  server.listen({ onUnhandledFrame: 'error' })
  await startI18n()
})
afterEach(() => {
  cleanup()
  server.resetHandlers()
  drop('chosen')
  localStorage.clear()
  vi.useRealTimers()
})
afterAll(() => server.close())
