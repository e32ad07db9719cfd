import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'

import { useIdle } from './idle.ts'

const MINUTE = 60_000
const onIdle = vi.fn()
const onActive = vi.fn()
const start = (signedInAt = Date.now()) => renderHook(() => useIdle({ signedInAt, onIdle, onActive })).result
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

beforeEach(() => {
  vi.useFakeTimers()
  onIdle.mockClear()
  onActive.mockClear()
})

test('a warning comes a minute before, then the end', () => {
  const idle = start()

  pass(13.9 * MINUTE)
  expect(idle.current.secondsLeft).toBeNull()
  pass(0.2 * MINUTE)
  expect(idle.current.secondsLeft).toBeGreaterThan(50)
  expect(onIdle).not.toHaveBeenCalled()
  pass(MINUTE)
  expect(onIdle).toHaveBeenCalled()
})

test('what somebody does starts the time again', () => {
  const idle = start()

  pass(13 * MINUTE)
  window.dispatchEvent(new Event('keydown'))
  pass(13 * MINUTE)

  expect(idle.current.secondsLeft).toBeNull()
  expect(onActive).toHaveBeenCalledOnce()
})

test('under the warning only an answer counts', () => {
  const idle = start()
  pass(14.5 * MINUTE)

  window.dispatchEvent(new Event('pointerdown'))
  pass(1000)
  expect(idle.current.secondsLeft).not.toBeNull()
  act(() => idle.current.stay())
  pass(10 * MINUTE)

  expect(idle.current.secondsLeft).toBeNull()
  expect(onIdle).not.toHaveBeenCalled()
})

test('somebody busy in another tab is here', () => {
  const idle = start()

  pass(10 * MINUTE)
  localStorage.setItem('stillpoint.active-at', String(Date.now()))
  pass(10 * MINUTE)

  expect(idle.current.secondsLeft).toBeNull()
})

test('a page loaded anew after a long silence is no sign of anybody', () => {
  localStorage.setItem('stillpoint.active-at', String(Date.now() - 20 * MINUTE))

  start(Date.now() - 60 * MINUTE)

  expect(onIdle).toHaveBeenCalled()
})

test('who has just signed in is here, however long ago the last one was', () => {
  localStorage.setItem('stillpoint.active-at', String(Date.now() - 20 * MINUTE))

  start()

  expect(onIdle).not.toHaveBeenCalled()
})

test('a machine that slept is signed out as soon as it wakes', () => {
  start()

  vi.setSystemTime(Date.now() + 60 * MINUTE)
  document.dispatchEvent(new Event('visibilitychange'))

  expect(onIdle).toHaveBeenCalled()
})

test('what was noted while the clock ran ahead keeps nobody here', () => {
  start()
  localStorage.setItem('stillpoint.active-at', String(Date.now() + 24 * 60 * MINUTE))

  pass(1000)
  pass(15 * MINUTE)

  expect(onIdle).toHaveBeenCalled()
})

test('a note that is no number is none', () => {
  localStorage.setItem('stillpoint.active-at', 'yesterday')

  start(Date.now() - 20 * MINUTE)

  expect(onIdle).toHaveBeenCalled()
})
