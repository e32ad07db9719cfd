import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { LinkRow } from '../../components/link-row.tsx'
import { AUDIENCES, useMessageWords, type Audience } from '../../lib/message-words.ts'
import type { Template } from '../../lib/types.ts'
import { templatesQuery } from './api.ts'

/** What is written when, by whom it is read; the studio's own words are marked. */
export function TemplateList({ channel, language }: { channel: string; language: string }) {
  const { t } = useTranslation()
  const templates = useQuery(templatesQuery)
  const rows = templates.data?.filter((one) => one.channel === channel && one.language === language)
  if (rows?.length === 0) return <EmptyState>{t('templates.none')}</EmptyState>
  if (rows) {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        {templates.error && <ProblemNotice error={templates.error} onRetry={templates.refetch} />}
        {AUDIENCES.map((audience) => (
          <Group key={audience} audience={audience} rows={rows.filter((one) => one.audience === audience)} />
        ))}
      </div>
    )
  }
  if (templates.error) return <ProblemNotice error={templates.error} onRetry={templates.refetch} />
  return <ListSkeleton />
}

function Group({ audience, rows }: { audience: Audience; rows: readonly Template[] }) {
  const { t } = useTranslation()
  const words = useMessageWords()
  if (rows.length === 0) return null
  return (
    <section>
      <h2 className="border-b border-ink pb-2 font-strong">{t(`templates.for.${audience}`)}</h2>
      <ul>
        {rows.map((row) => (
          <LinkRow key={row.event} to={linkTo(row)} name={words.event(row.event)}>
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="max-w-full truncate" lang={row.language}>
                {row.subject_line || row.body.split('\n')[0]}
              </span>
              {row.is_edited && <span className="font-strong text-ink">{t('templates.edited')}</span>}
            </span>
          </LinkRow>
        ))}
      </ul>
    </section>
  )
}

export function linkTo({ event, channel, language }: { event: string; channel: string; language: string }): string {
  return `/message-templates/${event}/${channel}/${language}`
}
