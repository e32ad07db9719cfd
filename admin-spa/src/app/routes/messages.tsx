import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigate, useParams } from 'react-router'

import { Button, ButtonLink } from '../../components/button.tsx'
import { EmptyState, ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { Page } from '../../components/page.tsx'
import { messagesQuery } from '../../features/messages/api.ts'
import { NotReached, TeamNotReached } from '../../features/messages/attention.tsx'
import { MessageFilterLabels, MessageFilters } from '../../features/messages/filters.tsx'
import { MessageList } from '../../features/messages/message-list.tsx'
import { MessagePanel } from '../../features/messages/message-panel.tsx'
import type { Message } from '../../lib/types.ts'
import { useFilters, useShowMore } from '../list.ts'
import { DeskOnlyScreen } from '../owner-only.tsx'

const NAMES = ['unreached', 'reference', 'status', 'channel', 'event', 'q'] as const

export function MessagesScreen() {
  const { t } = useTranslation()
  return (
    <DeskOnlyScreen title={t('messages.title')}>
      <Ledger />
      <Outlet />
    </DeskOnlyScreen>
  )
}

function Ledger() {
  const { t } = useTranslation()
  const { key } = useParams()
  const { filters, change, clear, query } = useFilters(NAMES)
  const isFiltered = NAMES.some((name) => filters[name])
  const list = useInfiniteQuery(messagesQuery(filters))
  const { rows, showMore } = useShowMore(list, linkOf)
  const isStale = list.isPlaceholderData
  const linkTo = (to: string) => `/messages/${to}${query ? `?${query}` : ''}`
  return (
    <Page title={t('messages.title')}>
      <div className="grid gap-px pb-5 empty:hidden wide:gap-3">
        <NotReached
          link={
            filters.unreached !== '1' && (
              <ButtonLink look="worded" to="/messages?unreached=1">
                {t('attention.seeWho')}
              </ButtonLink>
            )
          }
        />
        <TeamNotReached
          link={
            filters.status !== 'failed' && (
              <ButtonLink look="worded" to="/messages?status=failed">
                {t('attention.seeFailed')}
              </ButtonLink>
            )
          }
        />
      </div>
      <MessageFilters filters={filters} onChange={change} />
      <MessageFilterLabels filters={filters} count={isStale ? undefined : rows?.length} hasMore={list.hasNextPage} onChange={change} onClear={isFiltered ? clear : undefined} />
      {rows && list.error && <ProblemNotice error={list.error} onRetry={list.refetch} />}
      {rows?.length === 0 && <EmptyState>{t(filters.unreached && !filters.q ? 'messages.allReached' : isFiltered ? 'messages.noneFound' : 'messages.none')}</EmptyState>}
      {rows && rows.length > 0 && (
        <div aria-busy={isStale} className={isStale ? 'opacity-60' : ''}>
          <MessageList rows={rows} linkTo={linkTo} openKey={key} />
        </div>
      )}
      {list.hasNextPage && (
        <Button className="mt-6" busy={list.isFetchingNextPage} busyLabel={t('state.loading')} onClick={() => void showMore()}>
          {t('appointments.more')}
        </Button>
      )}
      {!rows && list.error && <ProblemNotice error={list.error} onRetry={list.refetch} />}
      {!rows && !list.error && <ListSkeleton />}
    </Page>
  )
}

/** One message, over the ledger. */
export function MessageScreen() {
  const navigate = useNavigate()
  const { search } = useLocation()
  const { key = '' } = useParams()
  const linkTo = (to: string) => `/messages/${to}${search}`
  return (
    <MessagePanel
      key={key}
      messageKey={key}
      linkTo={linkTo}
      onClose={() => void navigate(`/messages${search}`, { preventScrollReset: true })}
      onResent={(made) => void navigate(linkTo(made.key), { replace: true, preventScrollReset: true })}
    />
  )
}

function linkOf({ key }: Message): string {
  return `[data-key="${CSS.escape(key)}"]`
}
