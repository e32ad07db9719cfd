import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ProblemLine } from '../../components/feedback.tsx'
import { MailFrame } from '../../components/mail-frame.tsx'
import { SmsText } from '../../components/sms-text.tsx'
import { isProblem, type Problem } from '../../lib/problem.ts'
import { previewQuery, type Which, type Words } from './api.ts'

const TYPING_MS = 600

/** The preview of what is typed, once the typing rests, and what the server finds wrong with it. */
export function usePreview(which: Which, words: Words) {
  const [rested, setRested] = useState(words)
  useEffect(() => {
    const timer = setTimeout(() => setRested(words), TYPING_MS)
    return () => clearTimeout(timer)
    // Each drawing makes a new object of the same words.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [words.subject_line, words.body])
  const { data, error } = useQuery(previewQuery(which, rested))
  // A half-written placeholder is refused; how the words read before it stays.
  const [last, setLast] = useState(data)
  if (data && data !== last) setLast(data)
  const isCurrent = rested.subject_line === words.subject_line && rested.body === words.body
  const refused: Problem | null = isCurrent && isProblem(error) && error.status === 400 ? error : null
  return { preview: data ?? last, error: refused ? null : error, refused }
}

/** How it reads to whoever gets it, at the width of a phone. */
export function TemplatePreview({ channel, preview, error }: { channel: string } & Pick<ReturnType<typeof usePreview>, 'preview' | 'error'>) {
  const { t } = useTranslation()
  // A new studio has nothing yet to show it on: no fault of anybody's.
  const hasNoBooking = isProblem(error) && error.status === 404
  return (
    <section aria-labelledby="preview" className="min-w-0">
      <h2 id="preview" className="font-serif text-person">
        {t('templates.preview')}
      </h2>
      <p className="min-h-11 content-center text-second text-ink-2">{preview && <OnBooking reference={preview.reference} />}</p>
      {hasNoBooking ? <p className="text-ink-2">{error.detail}</p> : <ProblemLine error={error} />}
      {preview && (
        <div className="max-w-97.5">
          {channel === 'sms' ? (
            <SmsText text={preview.text} characters={preview.characters} segments={preview.segments} />
          ) : (
            <>
              <p className="pb-3 font-strong wrap-anywhere">{preview.subject_line}</p>
              {preview.page && <MailFrame page={preview.page} title={t('templates.frame')} />}
              <details>
                <summary className="worded inline-flex min-h-11 items-center">{t('message.plain')}</summary>
                <p className="rounded-control bg-mist p-4 text-second wrap-anywhere whitespace-pre-line">{preview.text}</p>
              </details>
            </>
          )}
        </div>
      )}
    </section>
  )
}

function OnBooking({ reference }: { reference: string }) {
  const { t } = useTranslation()
  return (
    <Link to={`/appointments/${reference}?from=`} className="worded inline-flex min-h-11 items-center">
      {t('templates.onBooking', { reference: `${reference.slice(0, 4)}\u00a0${reference.slice(4)}` })}
    </Link>
  )
}
