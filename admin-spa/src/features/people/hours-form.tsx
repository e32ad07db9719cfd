import { Coffee, Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { Button, IconButton } from '../../components/button.tsx'
import { FieldError } from '../../components/field.tsx'
import { FormPanel } from '../../components/form-panel.tsx'
import { toast } from '../../components/toast.tsx'
import { useForm } from '../../lib/form.ts'
import { isProblem, type Wrong } from '../../lib/problem.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Hours, Practitioner } from '../../lib/types.ts'
import { useSaveHours } from './api.ts'

type Span = { from: string; to: string }
type Week = { work: (Span & { weekday: number })[]; breaks: (Span & { weekday: number })[] }
type Part = keyof Week

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6]
const NEW_SPAN: Record<Part, Span> = { work: { from: '09:00', to: '17:00' }, breaks: { from: '12:00', to: '12:30' } }

/** When somebody works each week, and the breaks within. The server says what overlaps; nothing is guessed here. */
export function HoursForm({
  practitioner,
  hours,
  onClose,
}: {
  practitioner: Practitioner
  hours: Hours
  onClose: () => void
}) {
  const { t } = useTranslation()
  const save = useSaveHours(practitioner.slug)
  const problem = isProblem(save.error) ? save.error : null
  const name = practitioner.name
  const form = useForm(`hours ${practitioner.slug}`, fromHours(hours), problem)
  const { values: week, set: setWeek } = form

  const change = (part: Part, index: number, span: Partial<Span>) =>
    setWeek({ [part]: week[part].map((one, at) => (at === index ? { ...one, ...span } : one)) })
  const remove = (part: Part, index: number) => setWeek({ [part]: week[part].filter((_, at) => at !== index) })
  const add = (part: Part, weekday: number) => setWeek({ [part]: [...week[part], { ...NEW_SPAN[part], weekday }] })
  const copyMonday = () => {
    const copied = (spans: Week[Part]) => [
      ...WEEKDAYS.slice(0, 5).flatMap((weekday) => spans.filter((one) => one.weekday === 0).map((one) => ({ ...one, weekday }))),
      ...spans.filter(({ weekday }) => weekday > 4),
    ]
    setWeek({ work: copied(week.work), breaks: copied(week.breaks) })
  }
  const errorAt = (part: Part, index: number) => problem?.at(`${part === 'work' ? 'intervals' : 'breaks'}/${index}`)

  return (
    <FormPanel
      form={form}
      title={t('hours.title', { name })}
      lead={t('hours.lead')}
      submitLabel={t('hours.save')}
      isBusy={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() =>
        save.mutate(toHours(week), {
          onSuccess: () => {
            form.settle()
            toast(t('hours.saved', { name }))
            onClose()
          },
        })
      }
    >
      <div>
        {WEEKDAYS.map((weekday) => (
          <Day
            key={weekday}
            weekday={weekday}
            week={week}
            {...{ change, remove, add, errorAt }}
            {...(weekday === 0 && { onCopy: copyMonday })}
          />
        ))}
      </div>
    </FormPanel>
  )
}

function Day({
  weekday,
  week,
  change,
  remove,
  add,
  errorAt,
  onCopy,
}: {
  weekday: number
  week: Week
  change: (part: Part, index: number, span: Partial<Span>) => void
  remove: (part: Part, index: number) => void
  add: (part: Part, weekday: number) => void
  errorAt: (part: Part, index: number) => Wrong | undefined
  onCopy?: () => void
}) {
  const { t } = useTranslation()
  const day = useDates().weekday(weekday)
  const rows = (['work', 'breaks'] as const).flatMap((part) =>
    week[part].map((span, index) => ({ part, span, index })).filter(({ span }) => span.weekday === weekday),
  )
  const works = rows.some(({ part }) => part === 'work')
  return (
    <fieldset className="grid gap-2 border-t border-line py-4 first:border-ink">
      <legend className="sr-only">{day}</legend>
      <p className="flex items-baseline justify-between font-serif text-name" aria-hidden="true">
        {day}
        {!works && <span className="font-sans text-second text-ink-2">{t('hours.off')}</span>}
      </p>
      {rows.map(({ part, span, index }) => (
        <div key={`${part} ${index}`}>
          <div className="flex items-center gap-2 max-[24rem]:flex-wrap">
            <span className="w-14 text-second text-ink-2 max-[24rem]:w-full">{t(`hours.${part}`)}</span>
            <TimeBox name={nameOf(part, index, 'From')} label={t(`hours.${part}From`, { day })} value={span.from} onChange={(from) => change(part, index, { from })} />
            <span aria-hidden="true">–</span>
            <TimeBox name={nameOf(part, index, 'To')} label={t(`hours.${part}To`, { day })} value={span.to} onChange={(to) => change(part, index, { to })} />
            <IconButton label={t(`hours.${part}Remove`, { day })} onClick={() => remove(part, index)}>
              <X size={20} strokeWidth={1.6} aria-hidden="true" />
            </IconButton>
          </div>
          <FieldError label={day} error={errorAt(part, index)} />
        </div>
      ))}
      <div className="flex flex-wrap gap-x-5">
        <Button look="worded" aria-label={t('hours.addNamed', { day })} icon={<Plus size={18} strokeWidth={1.6} aria-hidden="true" />} onClick={() => add('work', weekday)}>
          {t('hours.add')}
        </Button>
        {works && (
          <Button look="worded" aria-label={t('hours.addBreakNamed', { day })} icon={<Coffee size={18} strokeWidth={1.6} aria-hidden="true" />} onClick={() => add('breaks', weekday)}>
            {t('hours.addBreak')}
          </Button>
        )}
        {onCopy && works && (
          <Button look="worded" onClick={onCopy}>
            {t('hours.copy')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}

/** The name by which the server speaks of a time: "intervals/2/opens". */
function nameOf(part: Part, index: number, end: 'From' | 'To'): string {
  return part === 'work' ? `intervals/${index}/${end === 'From' ? 'opens' : 'closes'}` : `breaks/${index}/${end === 'From' ? 'starts' : 'ends'}`
}

function TimeBox({ name, label, value, onChange }: { name: string; label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      type="time"
      name={name}
      step={300}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="tnum h-12 min-w-0 flex-1 rounded-control border border-edge bg-paper px-2 text-field sm:px-3 hover:border-ink [&::-webkit-calendar-picker-indicator]:hidden"
    />
  )
}

/** The end of the day is 24:00 to the server and 00:00 to a time field. */
function fromHours({ intervals, breaks }: Hours): Week {
  const end = (time: string) => (time === '24:00' ? '00:00' : time)
  return {
    work: intervals.map(({ weekday, opens, closes }) => ({ weekday, from: opens, to: end(closes) })),
    breaks: breaks.map(({ weekday, starts, ends }) => ({ weekday, from: starts, to: end(ends) })),
  }
}

function toHours({ work, breaks }: Week): Hours {
  const end = (time: string) => (time === '00:00' ? '24:00' : time)
  return {
    intervals: work.map(({ weekday, from, to }) => ({ weekday, opens: from, closes: end(to) })),
    breaks: breaks.map(({ weekday, from, to }) => ({ weekday, starts: from, ends: end(to) })),
  }
}
