/** What messages are called: shared by the ledger, the templates and the reminders. Whoever imports this has their words. */
import { useTranslation } from 'react-i18next'

import { speakOf } from './i18n.ts'

await speakOf('messages')

export const EVENTS = [
  'booking-confirmed',
  'booking-moved',
  'booking-cancelled',
  'booking-reminder',
  'practitioner-booked',
  'practitioner-moved',
  'practitioner-cancelled',
  'practitioner-reminder',
] as const
export const CHANNELS = ['email', 'sms'] as const
export const AUDIENCES = ['client', 'practitioner'] as const

export type Channel = (typeof CHANNELS)[number]
export type Audience = (typeof AUDIENCES)[number]

export function useMessageWords() {
  const { t } = useTranslation()
  /** "Reminder". What this version of the app has no words for goes by its own name. */
  const event = (slug: string) => {
    const known = EVENTS.find((one) => one === slug)
    return known ? t(`event.${known}`) : slug.replaceAll('-', ' ')
  }
  return {
    event,
    channel: (channel: Channel) => t(`channel.${channel}`),
    /** "Reminder by SMS" */
    kind: ({ event: slug, channel }: { event: string; channel: Channel }) => t(`event.by.${channel}`, { what: event(slug) }),
  }
}
