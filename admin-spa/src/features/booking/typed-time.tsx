import { Check, CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Button } from '../../components/button.tsx'
import { ProblemLine } from '../../components/feedback.tsx'
import { TextField } from '../../components/field.tsx'
import { useDates } from '../../lib/studio.tsx'
import type { Explanation } from '../../lib/types.ts'
import { useExplanation, type ChosenTime } from './api.ts'

/** What no override lifts: the practitioner or the room is really taken. */
const HARD = ['slot-taken', 'no-room']

/** "Why is 14:00 not offered?": asks for a time by hand, says what is against it, and lets staff decide all the same. */
export function TypedTime({
  service,
  practitioner,
  moving,
  day,
  at,
  chosen,
  onChoose,
}: {
  service: string
  practitioner: string | undefined
  moving?: string
  day: string
  at: string
  chosen: ChosenTime | null
  onChoose: (time: ChosenTime) => void
}) {
  const { t } = useTranslation()
  const dates = useDates()
  const explanation = useExplanation()
  const [typed, setTyped] = useState(at)
  const [wrong, setWrong] = useState<string>()
  const asked = explanation.variables?.starts_at

  const check = () => {
    const starts_at = typed ? dates.instant(day, typed) : null
    if (!starts_at) {
      setWrong(typed ? t('time.noSuchTime', { time: typed }) : t('time.typeOne'))
      return
    }
    setWrong(undefined)
    explanation.mutate(
      { service, practitioner, moving, starts_at },
      { onSuccess: ({ free }) => free && onChoose({ starts_at, override: false }) },
    )
  }

  return (
    <details>
      <summary className="worded inline-flex min-h-11 items-center font-label">{t('time.other')}</summary>
      <div className="grid gap-4 pt-2">
        <div className="flex items-end gap-3">
          <TextField
            label={t('time.start')}
            type="time"
            step={300}
            className="w-40"
            value={typed}
            error={wrong}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(undefined)
              explanation.reset()
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault() // The form around it books; this only asks.
              check()
            }}
          />
          <Button className="min-h-13" busy={explanation.isPending} busyLabel={t('time.checking')} onClick={check}>
            {t('time.check')}
          </Button>
        </div>
        <ProblemLine error={explanation.error} />
        {explanation.data && asked && (
          <Answer
            explanation={explanation.data}
            time={dates.time(asked)}
            isChosen={chosen?.starts_at === asked}
            onOverride={() => onChoose({ starts_at: asked, override: true })}
          />
        )}
      </div>
    </details>
  )
}

function Answer({
  explanation,
  time,
  isChosen,
  onOverride,
}: {
  explanation: Explanation
  time: string
  isChosen: boolean
  onOverride: () => void
}) {
  const { t } = useTranslation()
  if (explanation.free) {
    return (
      <p role="status" className="flex items-center gap-2 font-label text-ok">
        <Check size={20} strokeWidth={1.8} aria-hidden="true" />
        {t('time.isFree', { time })}
      </p>
    )
  }
  const reasons = [...new Set(explanation.reasons.map(({ detail }) => detail))]
  return (
    <div role="status" className="grid gap-3 rounded-control bg-warn-wash p-4">
      <p className="flex items-center gap-2 font-strong text-warn">
        <CircleAlert size={20} strokeWidth={1.8} aria-hidden="true" />
        {t('time.notOffered', { time })}
      </p>
      <ul className="grid gap-1">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {canOverride(explanation) ? (
        <Button className="justify-self-start" aria-pressed={isChosen} onClick={onOverride}>
          {isChosen ? t('time.overridden') : t('time.override', { time })}
        </Button>
      ) : (
        <p className="text-second text-ink-2">{t('time.taken')}</p>
      )}
    </div>
  )
}

/** Somebody must be left whose reasons are house rules only; a reason without a practitioner concerns all. */
function canOverride({ reasons }: Explanation): boolean {
  const hardFor = new Set(reasons.filter(({ code }) => HARD.includes(code)).map(({ practitioner }) => practitioner))
  if (hardFor.has(null)) return false
  const people = new Set(reasons.map(({ practitioner }) => practitioner).filter((one) => one !== null))
  return people.size === 0 || [...people].some((one) => !hardFor.has(one))
}
