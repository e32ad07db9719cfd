import { QueryClient } from '@tanstack/react-query'

import { isProblem } from './problem.ts'

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && isProblem(error) && error.passes,
        retryDelay: (failures, error) =>
          isProblem(error) && error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : 600 * 2 ** failures,
      },
      // Without a connection a write is refused at once: held back, it would run by itself when nobody expects it any more.
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
