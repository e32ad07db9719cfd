import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'

import { ToastRegion } from '../components/toast.tsx'
import { makeQueryClient } from '../lib/query-client.ts'
import { onTokenChange } from '../lib/token.ts'

export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueryClient)
  // What one person was shown must not be there for the next one at the same desk.
  useEffect(() => {
    return onTokenChange((signedOut) => {
      if (signedOut) queries.clear()
    })
  }, [queries])
  return (
    <QueryClientProvider client={queries}>
      {children}
      <ToastRegion />
    </QueryClientProvider>
  )
}
