import { beforeEach, expect, test, vi } from 'vitest'

import { keep, token } from '../../lib/token.ts'
import { FakeStudio } from '../../testing/fake-studio.ts'
import { serve } from '../../testing/server.ts'
import { rotateIfDue } from './api.ts'

const studio = () => {
  const made = new FakeStudio()
  serve(made)
  return made
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2027-03-10T12:00:00Z'), toFake: ['Date'] })
})

test('a token in the first half of its life is left alone', async () => {
  const { asked } = studio()
  keep({ access_token: 'a-token', expires_at: '2027-03-11T01:00:00Z' })

  await rotateIfDue()

  expect(asked).toEqual([])
})

test('past half its life it is swapped, once', async () => {
  const made = studio()
  keep({ access_token: 'a-token', expires_at: '2027-03-10T20:00:00Z' })

  await Promise.all([rotateIfDue(), rotateIfDue()])

  expect(made.asked.map(({ path }) => path)).toEqual(['auth/rotation'])
  expect(token()?.expires_at).toBe('2027-03-11T00:00:00Z')
})

test('a rotation that fails leaves the token that still works', async () => {
  const made = studio()
  made.token = 'another'
  made.answer = () => ({ status: 503, body: { type: '/problems/busy', status: 503 } })
  keep({ access_token: 'a-token', expires_at: '2027-03-10T20:00:00Z' })

  await rotateIfDue()

  expect(token()?.access_token).toBe('a-token')
})
