import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { useDates } from '../../lib/studio.tsx'
import type { MessageDetail } from '../../lib/types.ts'

const OUTCOMES = ['accepted', 'refused', 'fault', 'unknown'] as const
const NOTICES = ['delivered', 'bounced', 'rejected', 'complained', 'deferred', 'failed', 'undelivered', 'sent', 'opened', 'clicked', 'unsubscribed'] as const
const PROVIDERS = { resend: 'Resend', sendgrid: 'SendGrid', smtp: 'SMTP', twilio: 'Twilio' } as const

type Entry = { at: string; words: string; more?: string }

/** What was tried and what was heard of it, newest first. */
export function MessageTimeline({ message }: { message: MessageDetail }) {
  const { t } = useTranslation()
  const dates = useDates()
  const entries = useEntries(message)
  return (
    <section className="pt-6">
      <h3 className="pb-1.5 font-serif text-name">{t('timeline.title')}</h3>
      <ol>
        {entries.map(({ at, words, more }, index) => (
          <li key={`${at} ${index}`} className="grid grid-cols-[9.5rem_1fr] gap-x-3 py-1 text-second">
            <time dateTime={at} className="tnum text-ink-2">
              {dates.moment(at)}
            </time>
            <span className="min-w-0 wrap-anywhere">
              {words}
              {more && <More>{more}</More>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function More({ children }: { children: ReactNode }) {
  return <span className="block text-ink-2">{children}</span>
}

function useEntries({ created_at, attempts, notices, resend_of, settled_at, resent_as }: MessageDetail): Entry[] {
  const { t } = useTranslation()
  const tried = attempts.map(({ provider, started_at, outcome, detail }): Entry => {
    const known = OUTCOMES.find((one) => one === outcome)
    const who = PROVIDERS[provider as keyof typeof PROVIDERS] ?? (provider === 'ledger' ? t('message.thisLedger') : provider)
    return { at: started_at, words: t(`message.outcome.${known ?? 'open'}`, { who }), more: detail }
  })
  const heard = notices.map(({ kind, occurred_at, received_at }): Entry => {
    const known = NOTICES.find((one) => one === kind)
    return { at: occurred_at ?? received_at, words: known ? t(`message.notice.${known}`) : kind }
  })
  const settled: Entry[] = settled_at ? [{ at: settled_at, words: t(resent_as ? 'message.wasResent' : 'message.wasDismissed') }] : []
  const queued = { at: created_at, words: t(resend_of ? 'message.queuedAgain' : 'message.queued') }
  // In order as they are; a stable sort keeps the order of what happened within one second.
  return [queued, ...tried, ...heard, ...settled].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).toReversed()
}
