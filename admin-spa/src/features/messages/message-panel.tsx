import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ListSkeleton, ProblemNotice } from '../../components/feedback.tsx'
import { MailFrame } from '../../components/mail-frame.tsx'
import { Panel } from '../../components/panel.tsx'
import { SmsText } from '../../components/sms-text.tsx'
import { useMessageWords } from '../../lib/message-words.ts'
import { formatPhone } from '../../lib/phone.ts'
import type { Message, MessageDetail } from '../../lib/types.ts'
import { messageQuery } from './api.ts'
import { spaced } from './filters.tsx'
import { isLoud } from './message-badge.tsx'
import { MessageActions } from './message-actions.tsx'
import { MessageTimeline } from './message-timeline.tsx'
import { useStateWords, useWhen } from './state.ts'

type Links = { linkTo: (key: string) => string }

/** One message: to whom, what became of it, what it said, what was tried, and what can be done about it. */
export function MessagePanel({ messageKey, linkTo, onClose, onResent }: Links & { messageKey: string; onClose: () => void; onResent: (message: Message) => void }) {
  const { t } = useTranslation()
  const words = useMessageWords()
  const one = useQuery(messageQuery(messageKey))
  const found = one.data
  return (
    <Panel
      label={found ? t('message.label', { name: found.recipient || found.address }) : t('message.loading')}
      eyebrow={found && words.kind(found)}
      onClose={onClose}
      actions={found && <MessageActions message={found} onResent={onResent} />}
    >
      {found && one.error && <ProblemNotice error={one.error} onRetry={one.refetch} />}
      {found && (
        <>
          <title>{`${found.recipient || found.address} · Stillpoint`}</title>
          <Heading message={found} />
          <Facts message={found} linkTo={linkTo} />
          <Said message={found} />
          <MessageTimeline message={found} />
        </>
      )}
      {!found && one.error && <ProblemNotice error={one.error} onRetry={one.refetch} />}
      {!found && !one.error && <ListSkeleton />}
    </Panel>
  )
}

function Heading({ message }: { message: MessageDetail }) {
  const { t } = useTranslation()
  const { cue, sentence } = useStateWords(message)
  const { failure, failure_detail, settled_at } = message
  const hasHint = failure !== '' && !settled_at
  const rule = isLoud(cue) ? `border-l-3 pl-3 ${cue === 'failed' || cue === 'uncertain' ? 'border-danger' : 'border-warn'}` : ''
  return (
    <div className="pb-4">
      <h2 className="pb-2 font-serif text-title wrap-anywhere">{message.recipient || message.address}</h2>
      <div role="status" className={rule}>
        <p className="tnum text-lead font-strong">{sentence}</p>
        {hasHint && <p className="text-ink-2">{t(`message.hint.${failure}`)}</p>}
      </div>
      {failure_detail && failure_detail !== sentence && <p className="pt-2 text-second wrap-anywhere text-ink-2">{t('message.providerSaid', { detail: failure_detail })}</p>}
    </div>
  )
}

function Facts({ message, linkTo }: Links & { message: MessageDetail }) {
  const { t } = useTranslation()
  const when = useWhen()
  const { address, channel, reference, resend_of, resent_as, status, due_at } = message
  return (
    <dl className="border-t border-line">
      <Fact name={t('message.to')}>{address ? <span className="tnum wrap-anywhere">{channel === 'sms' ? formatPhone(address) : address}</span> : t('message.noAddress')}</Fact>
      {reference && (
        <Fact name={t('message.about')} isLink>
          <Link to={`/appointments/${reference}?from=`} className={WORDED}>
            {t('message.appointment', { reference: spaced(reference) })}
          </Link>
        </Fact>
      )}
      {(status === 'waiting' || status === 'missed') && <Fact name={t('message.due')}>{when(due_at)}</Fact>}
      {resend_of && (
        <Fact name={t('message.before')} isLink>
          <Link to={linkTo(resend_of)} className={WORDED}>
            {t('message.firstTry')}
          </Link>
        </Fact>
      )}
      {resent_as && (
        <Fact name={t('message.after')} isLink>
          <Link to={linkTo(resent_as)} className={WORDED}>
            {t('message.sentAgain')}
          </Link>
        </Fact>
      )}
    </dl>
  )
}

const WORDED = 'worded inline-flex min-h-11 min-w-11 items-center'

/** A link is as high as a finger; its row is not higher than the others for it. */
function Fact({ name, isLink, children }: { name: string; isLink?: boolean; children: ReactNode }) {
  return (
    <div className={`grid grid-cols-[6rem_1fr] items-center gap-x-2 border-b border-line ${isLink ? 'py-0.5' : 'py-3'}`}>
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

/** The words themselves: as they went out, or as they would now. */
function Said({ message }: { message: MessageDetail }) {
  const { t } = useTranslation()
  const { channel, status, subject_line, text, page, characters, segments } = message
  const isPast = status !== 'waiting' && status !== 'sending'
  // Each answer names the page anew, for its ten minutes: it is loaded again only where it says something else.
  const [frame, setFrame] = useState({ page, text })
  if (frame.text !== text) setFrame({ page, text })
  if (!text && !page) return null
  return (
    <section className="pt-6">
      <h3 className="pb-2 font-serif text-name">{t(isPast && status !== 'missed' ? 'message.said' : 'message.wouldSay')}</h3>
      {channel === 'sms' ? (
        <SmsText text={text} characters={characters} segments={segments} />
      ) : (
        <>
          {subject_line && <p className="pb-3 font-strong wrap-anywhere">{subject_line}</p>}
          {page && <MailFrame page={frame.page} title={t('message.frame', { subject: subject_line })} />}
          {page ? (
            <details className="group pt-1">
              <summary className="worded inline-flex min-h-11 items-center">{t('message.plain')}</summary>
              <Plain text={text} />
            </details>
          ) : (
            <Plain text={text} />
          )}
        </>
      )}
    </section>
  )
}

function Plain({ text }: { text: string }) {
  return <p className="rounded-control bg-mist p-4 text-second wrap-anywhere whitespace-pre-line">{text}</p>
}
