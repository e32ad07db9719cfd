import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ListSkeleton, ProblemLine, ProblemNotice } from '../../components/feedback.tsx'
import { TextField } from '../../components/field.tsx'
import { toast } from '../../components/toast.tsx'
import '../../lib/message-words.ts'
import { useDates } from '../../lib/studio.tsx'
import { feedQuery, useFeedChange, type Feed } from './api.ts'

/** One's own appointments in the calendar of one's phone: a private address that can be taken back. */
export function CalendarFeed() {
  const { t } = useTranslation()
  const feed = useQuery(feedQuery)
  const change = useFeedChange()
  if (feed.data) return <Made feed={feed.data} />
  if (feed.data === undefined && feed.error) return <ProblemNotice error={feed.error} onRetry={feed.refetch} />
  if (feed.data === undefined) return <ListSkeleton rows={1} />
  return (
    <div className="grid max-w-140 justify-items-start gap-4">
      <p className="text-ink-2">{t('feed.lead')}</p>
      <Button
        className="min-h-13"
        icon={<CalendarPlus size={20} strokeWidth={1.6} aria-hidden="true" />}
        busy={change.isPending}
        busyLabel={t('form.saving')}
        onClick={() => change.mutate('create', { onSuccess: () => toast(t('feed.made')) })}
      >
        {t('feed.create')}
      </Button>
      <ProblemLine error={change.error} />
    </div>
  )
}

function Made({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const dates = useDates()
  const [isRevoking, setRevoking] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(feed.url).then(
      () => {
        setRefused(false)
        toast(t('feed.copied'))
      },
      () => setRefused(true),
    )
  return (
    <div className="grid max-w-140 gap-4">
      <p className="text-ink-2">{t('feed.private', { day: dates.brief(dates.dayOf(feed.created_at)) })}</p>
      <TextField label={t('feed.address')} value={feed.url} readOnly spellCheck={false} onFocus={(event) => event.target.select()} className="[&_input]:text-ellipsis" />
      <p role="status" className="text-second text-ink-2 empty:hidden">
        {isRefused && t('feed.copyByHand')}
      </p>
      <div className="flex flex-wrap gap-3">
        <a href={feed.webcal_url} className="pressable inline-flex min-h-13 items-center justify-center gap-2 rounded-control border border-edge px-5 leading-tight font-label max-sm:grow">
          <CalendarPlus size={20} strokeWidth={1.6} aria-hidden="true" />
          {t('feed.subscribe')}
        </a>
        <Button className="min-h-13 max-sm:grow" icon={<Copy size={20} strokeWidth={1.6} aria-hidden="true" />} onClick={() => void copy()}>
          {t('feed.copy')}
        </Button>
        <Button look="danger" className="min-h-13 max-sm:grow" aria-haspopup="dialog" onClick={() => setRevoking(true)}>
          {t('feed.revoke')}
        </Button>
      </div>
      {isRevoking && <RevokeDialog onClose={() => setRevoking(false)} />}
    </div>
  )
}

function RevokeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const change = useFeedChange()
  return (
    <Dialog alert title={t('feed.revokeTitle')} onClose={onClose}>
      <p className="pb-5 font-strong">{t('feed.revokeCost')}</p>
      <ProblemLine error={change.error} />
      <div className="flex flex-wrap gap-3">
        <Button
          look="destroy"
          className="grow"
          busy={change.isPending}
          busyLabel={t('form.saving')}
          onClick={() => change.mutate('revoke', { onSuccess: () => toast(t('feed.revoked')) })}
        >
          {t('feed.revokeConfirm')}
        </Button>
        <Button className="min-h-13 grow" data-first onClick={onClose}>
          {t('feed.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
