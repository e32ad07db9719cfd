import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ProblemNotice } from '../../components/feedback.tsx'
import { ROW_LINK } from '../../components/link-row.tsx'
import { useMessageWords } from '../../lib/message-words.ts'
import { useMe } from '../../lib/studio.tsx'
import { messagesAboutQuery, readsMessages } from './api.ts'
import { MessageState } from './message-badge.tsx'

/** What was written about an appointment, each line leading to the message. Nothing for those who may not read it. */
export function AppointmentMessages({ reference }: { reference: string }) {
  const { t } = useTranslation()
  const words = useMessageWords()
  const mayRead = readsMessages(useMe())
  const messages = useQuery({ ...messagesAboutQuery(reference), enabled: mayRead })
  const rows = messages.data?.results
  if (!mayRead || (!rows && !messages.error)) return null
  return (
    <section className="pt-6">
      <h3 className="pb-1.5 font-serif text-name">{t('messages.title')}</h3>
      {!rows && <ProblemNotice error={messages.error} onRetry={messages.refetch} />}
      {rows?.length === 0 && <p className="text-second text-ink-2">{t('messages.noneAbout')}</p>}
      {rows && rows.length > 0 && (
        <ul className="border-t border-line">
          {rows.map((row) => (
            <li key={row.key} className="relative flex min-h-13 flex-wrap items-center justify-between gap-x-4 border-b border-line py-2 hover:bg-mist/50">
              <Link to={`/messages/${row.key}?reference=${reference}`} className={ROW_LINK}>
                {t('messages.kindTo', { kind: words.kind(row), name: row.recipient || row.address })}
              </Link>
              <MessageState message={row} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
