import { QueryObserver } from '@tanstack/react-query'
import { beforeEach, expect, test, vi } from 'vitest'

import { Problem } from './problem.ts'
import { makeQueryClient } from './query-client.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

/** How often a screen asks, within so many milliseconds, for what fails like this. */
async function timesAsked(error: Error, within = 60_000): Promise<number> {
  const ask = vi.fn(() => Promise.reject(error))
  const leave = new QueryObserver(makeQueryClient(), { queryKey: ['something'], queryFn: ask }).subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(within)
  leave()
  return ask.mock.calls.length
}

test.each([400, 401, 403, 404, 409, 410, 422, 429, 500])('what is answered with %i is not asked for again', async (status) => {
  expect(await timesAsked(new Problem({ status }))).toBe(1)
})

test('a fault of our own is not asked for again', async () => {
  expect(await timesAsked(new TypeError('undefined is not a function'))).toBe(1)
})

test.each([
  ['a busy server', 503],
  ['a lost connection', 0],
])('after %s it is asked twice more, at growing distances', async (_, status) => {
  const error = new Problem({ status })

  expect(await timesAsked(error, 590)).toBe(1)
  expect(await timesAsked(error, 610)).toBe(2)
  expect(await timesAsked(error, 1790)).toBe(2)
  expect(await timesAsked(error, 1810)).toBe(3)
  expect(await timesAsked(error)).toBe(3)
})

test('a server that says when to come back is asked then', async () => {
  const error = new Problem({ status: 503 }, 7)

  expect(await timesAsked(error, 6900)).toBe(1)
  expect(await timesAsked(error, 7100)).toBe(2)
})

test('a write is never sent again by itself', async () => {
  const write = vi.fn(() => Promise.reject(new Problem({ status: 503 })))
  const queries = makeQueryClient()

  void queries.getMutationCache().build(queries, { mutationFn: write }).execute(undefined).catch(() => undefined)
  await vi.advanceTimersByTimeAsync(60_000)

  expect(write).toHaveBeenCalledOnce()
})
