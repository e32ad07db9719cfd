import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'

import { useAttempt } from './attempt.ts'
import { Problem } from './problem.ts'

function attempts(answers: (Problem | 'booked')[]) {
  const keys: string[] = []
  const { result } = renderHook(() =>
    useAttempt(async (_body: object, key) => {
      keys.push(key)
      const answer = answers[keys.length - 1]
      if (answer instanceof Problem) throw answer
      return answer
    }),
  )
  const send = (body: object) => result.current(body).catch(() => undefined)
  return { keys, send }
}

const lost = new Problem({ type: '/problems/unreachable', status: 0 })
const refused = new Problem({ type: '/problems/slot-taken', status: 409 })

test('after a lost answer the same request goes out under the same key', async () => {
  const { keys, send } = attempts([lost, 'booked'])

  await send({ starts_at: 'noon' })
  await send({ starts_at: 'noon' })

  expect(keys[0]).toBe(keys[1])
})

test('another request is another attempt', async () => {
  const { keys, send } = attempts([lost, 'booked'])

  await send({ starts_at: 'noon' })
  await send({ starts_at: 'one' })

  expect(keys[0]).not.toBe(keys[1])
})

test.each([[refused], ['booked' as const]])('a definite answer ends the attempt', async (answer) => {
  const { keys, send } = attempts([answer, 'booked'])

  await send({ starts_at: 'noon' })
  await send({ starts_at: 'noon' })

  expect(keys[0]).not.toBe(keys[1])
})
