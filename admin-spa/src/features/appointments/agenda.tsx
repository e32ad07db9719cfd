import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { EmptyState } from '../../components/feedback.tsx'
import { useDates } from '../../lib/studio.tsx'
import type { Appointment, Today } from '../../lib/types.ts'
import { AgendaRow, HoldRow } from './agenda-row.tsx'
import { orderAgenda, type AgendaItem } from './agenda-order.ts'
import { NextPerson } from './next-person.tsx'
import { UnmarkedRow } from './unmarked-row.tsx'

type Props = {
  data: Today
  /** Milliseconds, by the server's clock. */
  now: number
  isToday: boolean
  linkTo: (reference: string) => string
}

/** A day as one works through it: what is done, what still wants an answer, who comes next, what follows. */
export function Agenda(props: Props) {
  const { t } = useTranslation()
  const { data, isToday } = props
  const dates = useDates()
  // Before anything is drawn the studio's clock is set by what the server says, so that "now" stands right among the times.
  data.appointments.slice(0, 1).forEach(({ starts_at }) => dates.wall(starts_at))
  const isEmpty = data.holds.length === 0 && data.appointments.every(({ status }) => status === 'cancelled' || status === 'expired')
  if (!isEmpty) return isToday ? <WorkingDay {...props} /> : <OtherDay {...props} />
  return (
    <EmptyState
      action={
        <Link className="worded inline-flex min-h-11 items-center font-label" to={`/new?day=${data.day}`}>
          {t('agenda.bookSomebody')}
        </Link>
      }
    >
      {isToday ? t('agenda.emptyToday') : t('agenda.emptyDay')}
    </EmptyState>
  )
}

function WorkingDay({ data, now, linkTo }: Props) {
  const { t } = useTranslation()
  const { earlier, unmarked, next, later } = orderAgenda(data, now)
  return (
    <div className="-mx-5 wide:mx-0">
      {earlier.length > 0 && <Earlier appointments={earlier} linkTo={linkTo} isOpen={!next && unmarked.length === 0} />}
      {unmarked.length > 0 && (
        <section aria-label={t('agenda.unmarked')} className="px-5 wide:px-0">
          <h2 className="border-b border-ink pt-4 pb-2 font-strong">{t('agenda.unmarked')}</h2>
          <ul>
            {unmarked.map((one) => (
              <UnmarkedRow key={one.reference} appointment={one} to={linkTo(one.reference)} />
            ))}
          </ul>
        </section>
      )}
      <NowLine at={now} isAlone={!next} />
      {next && <NextPerson appointment={next} now={now} to={linkTo(next.reference)} />}
      <Items items={later} linkTo={linkTo} />
    </div>
  )
}

/** Another day has no "now": one list in the order of the clock. */
function OtherDay({ data, now, linkTo }: Props) {
  const { earlier, unmarked, next, later } = orderAgenda(data, now)
  const known = [...earlier, ...(next ? [next] : [])].map((appointment) => ({ kind: 'appointment' as const, appointment }))
  const open = unmarked.map((appointment) => ({ kind: 'unmarked' as const, appointment }))
  const start = (item: Item) => Date.parse(item.kind === 'hold' ? item.hold.starts_at : item.appointment.starts_at)
  const items: Item[] = [...known, ...open, ...later].sort((a, b) => start(a) - start(b))
  return (
    <div className="-mx-5 border-t border-ink wide:mx-0">
      <Items items={items} linkTo={linkTo} />
    </div>
  )
}

type Item = AgendaItem | { kind: 'unmarked'; appointment: Appointment }

function Items({ items, linkTo }: { items: readonly Item[]; linkTo: Props['linkTo'] }) {
  return (
    <ul className="px-5 wide:px-0">
      {items.map((item) => {
        if (item.kind === 'hold') return <HoldRow key={`${item.hold.starts_at} ${item.hold.practitioner.slug}`} hold={item.hold} />
        const Row = item.kind === 'unmarked' ? UnmarkedRow : AgendaRow
        const { reference } = item.appointment
        return <Row key={reference} appointment={item.appointment} to={linkTo(reference)} />
      })}
    </ul>
  )
}

function Earlier({
  appointments,
  linkTo,
  isOpen,
}: {
  appointments: Today['appointments']
  linkTo: Props['linkTo']
  isOpen: boolean
}) {
  const { t } = useTranslation()
  const completed = appointments.filter(({ status }) => status === 'completed').length
  const absent = appointments.length - completed
  const words = [
    completed && t('agenda.completed', { count: completed }),
    absent && t('agenda.noShow', { count: absent }),
  ].filter(Boolean)
  return (
    <details open={isOpen} className="group px-5 wide:px-0">
      <summary className="flex min-h-13 items-center justify-between gap-4 border-b border-line text-ink-2">
        {t('agenda.earlier', { what: words.join(', ') })}
        <ChevronDown size={20} strokeWidth={1.6} className="shrink-0 group-open:rotate-180" aria-hidden="true" />
      </summary>
      <ul>
        {appointments.map((one) => (
          <AgendaRow key={one.reference} appointment={one} to={linkTo(one.reference)} />
        ))}
      </ul>
    </details>
  )
}

function NowLine({ at, isAlone }: { at: number; isAlone: boolean }) {
  const { t } = useTranslation()
  const dates = useDates()
  return (
    <p className={`relative z-1 flex items-center gap-3 pt-3 pl-5 wide:pl-0 ${isAlone ? '' : '-mb-3.5'}`}>
      <span className="sr-only">{t('agenda.now')}</span>
      <span className="tnum rounded-label bg-clay px-2.5 py-0.5 text-second font-strong text-on-clay">
        {dates.time(new Date(at).toISOString())}
      </span>
      <span className="h-0.5 flex-1 bg-clay" aria-hidden="true" />
    </p>
  )
}
