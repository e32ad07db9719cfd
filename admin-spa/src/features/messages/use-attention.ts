import { useQuery } from '@tanstack/react-query'

import { useMe } from '../../lib/studio.tsx'
import type { Attention } from '../../lib/types.ts'
import { attentionQuery, readsMessages } from './api.ts'

/** What wants an answer now, for those who may give it; undefined for the others, and until it is known. */
export function useAttention(): Attention | undefined {
  return useQuery({ ...attentionQuery, enabled: readsMessages(useMe()) }).data
}
