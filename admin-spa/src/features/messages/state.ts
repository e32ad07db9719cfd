import { useTranslation } from 'react-i18next'

import { clockSkew, useNow } from '../../lib/now.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Message } from '../../lib/types.ts'

const LATE_MS = 5 * 60_000
/** A provider is given a few minutes at the most; then whoever was sending has died. */
const HANGS_MS = 10 * 60_000

/** What became of a message, as people speak of it. */
export type Cue = 'waiting' | 'retrying' | 'late' | 'sending' | 'sent' | 'delivered' | 'failed' | 'uncertain' | 'missed' | 'withdrawn' | 'resent' | 'dismissed'

/** `now` in milliseconds by the server's clock. */
export function cueOf(message: Message, now: number): Cue {
  const { status, failure, settled_at, resent_as, tries } = message
  if (status === 'waiting') {
    if (now - Date.parse(message.next_attempt_at) > LATE_MS) return 'late'
    return tries > 0 ? 'retrying' : 'waiting'
  }
  if (status === 'sending') return now - Date.parse(message.status_at) > HANGS_MS ? 'late' : 'sending'
  if (status !== 'failed') return status
  if (settled_at) return resent_as ? 'resent' : 'dismissed'
  return failure === 'unknown' ? 'uncertain' : 'failed'
}

/** What became of it, in a word or two for lists and in a sentence where there is room for one. */
export function useStateWords(message: Message): { cue: Cue; brief: string; sentence: string } {
  const { t } = useTranslation()
  const when = useWhen()
  const now = useNow(10_000) - clockSkew()
  const cue = cueOf(message, now)
  const due = Date.parse(message.next_attempt_at) > now ? when(message.next_attempt_at) : t('message.atOnce')
  const values = { when: when(cue === 'waiting' || cue === 'retrying' || cue === 'late' ? message.next_attempt_at : message.status_at), due, count: message.tries }
  return { cue, brief: t(`message.brief.${cue}`, values), sentence: cue === 'failed' ? reason() : t(`message.state.${cue}`, values) }

  function reason(): string {
    const { failure, channel } = message
    if (failure === 'refused' || failure === 'bounced') return t(`message.failure.${failure}_${channel}`)
    if (failure === '' || failure === 'unknown') return t('message.failure.fault')
    return t(`message.failure.${failure}`)
  }
}

/** "10:42 am" today, else with its day. */
export function useWhen(): (at: string) => string {
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000) - clockSkew())
  return (at) => (dates.dayOf(at) === today ? dates.time(at) : dates.moment(at))
}
