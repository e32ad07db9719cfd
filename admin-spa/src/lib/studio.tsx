/** Facts that every screen needs: who is signed in, the studio, its clock and its money. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { makeDates } from './dates.ts'
import { claimDrafts } from './drafts.ts'
import { http } from './http.ts'
import { formatMoney, type Money } from './money.ts'
import type { Me } from './types.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await http.get<Me>('staff/me', { signal })
    claimDrafts(me.id)
    return me
  },
  staleTime: 5 * 60_000,
})

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** The studio; only for screens that are shown once there is one. */
export function useStudio(): NonNullable<Me['studio']> {
  const { studio } = useMe()
  if (!studio) throw new Error('The studio is not set up')
  return studio
}

export function useDates() {
  const { time_zone } = useStudio()
  const { i18n } = useTranslation()
  return useMemo(() => makeDates(time_zone, i18n.language), [time_zone, i18n.language])
}

export function useMoney(): (money: Money) => string {
  const { i18n } = useTranslation()
  const locale = i18n.language === 'fr' ? 'fr-CA' : 'en-CA'
  return (money) => formatMoney(money, locale)
}
