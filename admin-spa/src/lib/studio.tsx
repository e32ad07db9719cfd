/** Facts that every screen needs: who is signed in, the studio, its clock and its money. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { makeDates } from './dates.ts'
import { http } from './http.ts'
import { formatMoney, type Money } from './money.ts'
import type { Me } from './types.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => http.get<Me>('staff/me', { signal }),
  staleTime: 5 * 60_000,
})

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

export function useDates() {
  const { time_zone } = useMe().studio
  const { i18n } = useTranslation()
  return useMemo(() => makeDates(time_zone, i18n.language), [time_zone, i18n.language])
}

export function useMoney(): (money: Money) => string {
  const { i18n } = useTranslation()
  const locale = i18n.language === 'fr' ? 'fr-CA' : 'en-CA'
  return (money) => formatMoney(money, locale)
}
