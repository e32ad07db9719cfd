import { useRef } from 'react'

import { isProblem } from './problem.ts'

/**
 * One idempotency key per attempt at a booking. The key stays while the outcome is unknown (no answer, server busy), so
 * that trying again cannot book twice; a definite answer or a changed request starts a new attempt.
 */
export function useAttempt<Body, Answer>(post: (body: Body, idempotencyKey: string) => Promise<Answer>) {
  const attempt = useRef<{ body: string; key: string } | null>(null)

  return async (body: Body): Promise<Answer> => {
    const text = JSON.stringify(body)
    if (attempt.current?.body !== text) attempt.current = { body: text, key: crypto.randomUUID() }
    try {
      const answer = await post(body, attempt.current.key)
      attempt.current = null
      return answer
    } catch (error) {
      if (isProblem(error) && error.status > 0 && error.status < 500) attempt.current = null
      throw error
    }
  }
}
