import { http as mock, HttpResponse } from 'msw'
import { expect, test } from 'vitest'

import { server } from '../testing/server.ts'
import { http } from './http.ts'
import { isProblem, type Problem } from './problem.ts'
import { keep, token } from './token.ts'

const URL = '*/api/v1/staff/me'

async function refusal(answer: () => Response): Promise<Problem> {
  server.use(mock.get(URL, answer))
  const error: unknown = await http.get('staff/me').catch((caught: unknown) => caught)
  if (!isProblem(error)) throw new Error('not a problem')
  return error
}

test('a problem document keeps its slug, its fields and its facts', async () => {
  const body = {
    type: '/problems/slot-taken',
    title: 'Someone took this time a moment ago',
    status: 409,
    errors: [{ pointer: '#/client/email', code: 'invalid', detail: 'No.' }],
    alternatives: [1],
  }

  const problem = await refusal(() =>
    HttpResponse.json(body, { status: 409, headers: { 'Content-Type': 'application/problem+json' } }),
  )

  expect(problem.slug).toBe('slot-taken')
  expect(problem.at('client')).toBe('No.')
  expect(problem.at('client/name')).toBeUndefined()
  expect(problem.facts.alternatives).toEqual([1])
})

test('allauth’s envelope becomes a problem with the same fields', async () => {
  const errors = [{ message: 'Wrong.', code: 'email_password_mismatch', param: 'password' }]

  const problem = await refusal(() => HttpResponse.json({ status: 400, errors }, { status: 400 }))

  expect(problem.slug).toBe('email-password-mismatch')
  expect(problem.at('password')).toBe('Wrong.')
})

test('no answer at all is a problem that may pass', async () => {
  const problem = await refusal(() => HttpResponse.error())

  expect([problem.slug, problem.status, problem.passes]).toEqual(['unreachable', 0, true])
})

test('a proxy’s page of HTML is a problem too, with its Retry-After', async () => {
  const problem = await refusal(() => new HttpResponse('<h1>503</h1>', { status: 503, headers: { 'Retry-After': '7' } }))

  expect([problem.slug, problem.retryAfterSeconds]).toEqual(['unavailable', 7])
})

const dead = () => HttpResponse.json({ type: '/problems/not-authenticated', status: 401 }, { status: 401, headers: { 'Content-Type': 'application/problem+json' } })

test('a dead token ends the session', async () => {
  keep({ access_token: 'old', expires_at: '2099-01-01T00:00:00Z' })

  await refusal(dead)

  expect(token()).toBeNull()
})

test('a late refusal of a token that was rotated meanwhile ends nothing', async () => {
  keep({ access_token: 'old', expires_at: '2099-01-01T00:00:00Z' })

  await refusal(() => {
    keep({ access_token: 'new', expires_at: '2099-01-01T00:00:00Z' })
    return dead()
  })

  expect(token()?.access_token).toBe('new')
})
