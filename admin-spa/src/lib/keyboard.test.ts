import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'

import { useKeyboardOpen } from './keyboard.ts'

/** What a phone shows of its window, which is 768 high here. */
function seen(height: number, scale = 1) {
  const viewport = Object.assign(new EventTarget(), { height, scale })
  vi.stubGlobal('visualViewport', viewport)
  return viewport
}

afterEach(() => vi.unstubAllGlobals())

test('a keyboard that comes up is noticed, and so is its leaving', () => {
  const viewport = seen(768)
  const { result } = renderHook(useKeyboardOpen)
  expect(result.current).toBe(false)

  act(() => {
    viewport.height = 430
    viewport.dispatchEvent(new Event('resize'))
  })
  expect(result.current).toBe(true)

  act(() => {
    viewport.height = 768
    viewport.dispatchEvent(new Event('resize'))
  })
  expect(result.current).toBe(false)
})

test('a toolbar that slides away and a page that is zoomed are no keyboards', () => {
  seen(700)
  expect(renderHook(useKeyboardOpen).result.current).toBe(false)

  seen(256, 3)
  expect(renderHook(useKeyboardOpen).result.current).toBe(false)
})
