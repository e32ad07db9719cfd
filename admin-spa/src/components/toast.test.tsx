import { act, fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'

import { dropToast, toast, ToastRegion } from './toast.tsx'

beforeEach(() => {
  vi.useFakeTimers()
  render(<ToastRegion />)
})
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

test('what was done is said politely, and goes after six seconds', () => {
  act(() => toast('Saved.'))
  expect(screen.getByRole('status')).toHaveTextContent('Saved.')

  pass(5900)
  expect(screen.getByText('Saved.')).toBeVisible()
  pass(200)
  expect(screen.queryByText('Saved.')).not.toBeInTheDocument()
})

test('it stays for whoever points at it or has focus in it', () => {
  act(() => toast('Saved.'))
  const line = screen.getByText('Saved.')

  fireEvent.pointerEnter(line)
  pass(60_000)
  expect(line).toBeVisible()
  fireEvent.pointerLeave(line)
  fireEvent.focus(screen.getByRole('button', { name: 'Dismiss' }))
  pass(60_000)
  expect(line).toBeVisible()
  fireEvent.blur(screen.getByRole('button', { name: 'Dismiss' }))
  pass(6100)
  expect(line).not.toBeInTheDocument()
})

test('an undo stays as long as it can be pressed and not longer, pointed at or not', () => {
  act(() => toast('Cancelled.', { label: 'Undo', run: () => Promise.resolve(), until: Date.now() + 180_000 }))
  fireEvent.pointerEnter(screen.getByText('Cancelled.'))

  pass(179_000)
  expect(screen.getByRole('button', { name: 'Undo' })).toBeVisible()
  pass(1100)
  expect(screen.queryByText('Cancelled.')).not.toBeInTheDocument()
})

test('one that no longer holds true is taken away by its name', () => {
  act(() => toast('Cancelled.', undefined, 'undo M3VD8HPC'))

  act(() => dropToast('undo M3VD8HPC'))

  expect(screen.queryByText('Cancelled.')).not.toBeInTheDocument()
})

test('at most three stand at once, the latest of them', () => {
  act(() => ['One.', 'Two.', 'Three.', 'Four.'].forEach((text) => toast(text)))

  expect(screen.queryByText('One.')).not.toBeInTheDocument()
  expect(screen.getByText('Four.')).toBeVisible()
  pass(7000)
})
