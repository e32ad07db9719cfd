import { ClockAlert, MailWarning, TimerOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { Banner } from '../../components/banner.tsx'
import { Button, ButtonLink } from '../../components/button.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { toast } from '../../components/toast.tsx'
import '../../lib/message-words.ts'
import type { Attention } from '../../lib/types.ts'
import { useResendAll } from './api.ts'
import { useWhen } from './state.ts'
import { useAttention } from './use-attention.ts'

/** Clients whom nothing reached: all are written to again with one press. */
export function NotReached({ link }: { link?: ReactNode }) {
  const { t } = useTranslation()
  const resend = useResendAll()
  const notReached = useAttention()?.not_reached
  if (!notReached || notReached.messages === 0) return resend.error ? <ProblemLine error={resend.error} /> : null
  return (
    <Banner
      tone="danger"
      Icon={MailWarning}
      fact={t('attention.notReached', { count: notReached.people })}
      actions={
        <>
          <Button
            busy={resend.isPending}
            busyLabel={t('message.sending')}
            onClick={() => resend.mutate(undefined, { onSuccess: ({ resent }) => toast(t('messages.allResent', { count: resent })) })}
          >
            {t('messages.resendAll')}
          </Button>
          {link}
        </>
      }
    >
      <p>{t('attention.messages', { count: notReached.messages })}</p>
      <ProblemLine error={resend.error} />
    </Banner>
  )
}

/** Practitioners whom nothing reached: each message stands in the list, to send again or to put aside. */
export function TeamNotReached({ link }: { link?: ReactNode }) {
  const { t } = useTranslation()
  const team = useAttention()?.not_reached_team
  if (!team || team.messages === 0) return null
  return (
    <Banner tone="warn" Icon={MailWarning} fact={t('attention.teamNotReached', { count: team.people })} actions={link}>
      <p>{t('attention.teamMore')}</p>
    </Banner>
  )
}

/** All of it, for the top of the day. */
export function AttentionBanners() {
  const { t } = useTranslation()
  const attention = useAttention()
  if (!attention) return null
  const { late_messages, late_jobs } = attention
  return (
    <div className="grid gap-px pb-4 empty:hidden wide:gap-3">
      <NotReached
        link={
          <ButtonLink look="worded" to="/messages?unreached=1">
            {t('attention.seeWho')}
          </ButtonLink>
        }
      />
      <TeamNotReached
        link={
          <ButtonLink look="worded" to="/messages?status=failed">
            {t('attention.seeFailed')}
          </ButtonLink>
        }
      />
      {late_messages > 0 && (
        <Banner
          tone="warn"
          Icon={ClockAlert}
          fact={t('attention.late', { count: late_messages })}
          actions={
            <ButtonLink look="worded" to="/messages?status=waiting">
              {t('attention.seeWaiting')}
            </ButtonLink>
          }
        >
          <p>{t('attention.lateMore')}</p>
        </Banner>
      )}
      {late_jobs.length > 0 && (
        <Banner tone="warn" Icon={TimerOff} fact={t('attention.jobs', { count: late_jobs.length })}>
          <p>{t('attention.jobsMore')}</p>
          <LateJobs jobs={late_jobs} />
        </Banner>
      )}
    </div>
  )
}

const JOBS = ['send_due_messages', 'queue_reminders', 'release_expired_holds', 'complete_past_appointments', 'clear_sessions_tokens_and_keys'] as const

function LateJobs({ jobs }: { jobs: Attention['late_jobs'] }) {
  const { t } = useTranslation()
  const when = useWhen()
  return (
    <ul className="tnum text-second text-ink-2">
      {jobs.map(({ job, last_started_at }) => {
        const known = JOBS.find((one) => one === job)
        const name = known ? t(`job.${known}`) : job
        return <li key={job}>{last_started_at ? t('attention.jobLast', { name, when: when(last_started_at) }) : t('attention.jobNever', { name })}</li>
      })}
    </ul>
  )
}
