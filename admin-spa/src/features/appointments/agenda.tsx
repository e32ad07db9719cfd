import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'

import { useDates } from '../../lib/studio.tsx'
import type { Appointment, Today } from '../../lib/types.ts'
import { AgendaRow, HoldRow } from './agenda-row.tsx'
import { orderAgenda, type AgendaItem } from './agenda-order.ts'
import { GapRow } from './gap-row.tsx'
import type { Gap } from './gaps.ts'
import { NextPerson } from './next-person.tsx'
import { UnmarkedRow } from './unmarked-row.tsx'

type Props = {
  data: Pick<Today, 'appointments' | 'holds'>
  gaps: readonly Gap[]
  /** Milliseconds, by the server's clock. */
  now: number
  isToday: boolean
  /** Whether the day is that of several people, so that each row says whose it is. */
  isNamed: boolean
  linkTo: (reference: string) => string
}

/** A day as one works through it: what is done, what still wants an answer, who comes next, what follows. */
export function Agenda(props: Props) {
  const dates = useDates()
  // Before anything is drawn the studio's clock is set by what the server says, so that "now" stands right among the times.
  props.data.appointments.slice(0, 1).forEach(({ starts_at }) => dates.wall(starts_at))
  return props.isToday ? <WorkingDay {...props} /> : <OtherDay {...props} />
}

/** Whether anything is booked or being booked at all. */
export function isEmptyDay({ appointments, holds }: Props['data']): boolean {
  return holds.length === 0 && appointments.every(({ status }) => status === 'cancelled' || status === 'expired')
}

function WorkingDay({ data, gaps, now, isNamed, linkTo }: Props) {
  const { t } = useTranslation()
  const { earlier, unmarked, next, later } = orderAgenda(data, now)
  const isBefore = (gap: Gap) => next !== null && Date.parse(next.starts_at) > now && Date.parse(gap.starts_at) < Date.parse(next.starts_at)
  const before = gaps.filter(isBefore)
  return (
    <div className="-mx-5 wide:mx-0">
      {earlier.length > 0 && <Earlier appointments={earlier} isNamed={isNamed} linkTo={linkTo} isOpen={!next && unmarked.length === 0} />}
      {unmarked.length > 0 && (
        <section aria-label={t('agenda.unmarked')} className="px-5 wide:px-0">
          <h2 className="border-b border-ink pt-4 pb-2 font-strong">{t('agenda.unmarked')}</h2>
          <ul>
            {unmarked.map((one) => (
              <UnmarkedRow key={one.reference} appointment={one} isNamed={isNamed} to={linkTo(one.reference)} />
            ))}
          </ul>
        </section>
      )}
      <NowLine at={now} isAlone={!next || before.length > 0} />
      <Items items={before.map(asItem)} isNamed={isNamed} linkTo={linkTo} />
      {next && <NextPerson appointment={next} now={now} isNamed={isNamed} to={linkTo(next.reference)} />}
      <Items items={inOrder([...later, ...gaps.filter((gap) => !isBefore(gap)).map(asItem)])} isNamed={isNamed} linkTo={linkTo} />
    </div>
  )
}

/** Another day has no "now": one list in the order of the clock. */
function OtherDay({ data, gaps, now, isNamed, linkTo }: Props) {
  const { earlier, unmarked, next, later } = orderAgenda(data, now)
  const known = [...earlier, ...(next ? [next] : [])].map((appointment) => ({ kind: 'appointment' as const, appointment }))
  const open = unmarked.map((appointment) => ({ kind: 'unmarked' as const, appointment }))
  return (
    <div className="-mx-5 border-t border-ink wide:mx-0">
      <Items items={inOrder([...known, ...open, ...later, ...gaps.map(asItem)])} isNamed={isNamed} linkTo={linkTo} />
    </div>
  )
}

type Item = AgendaItem | { kind: 'unmarked'; appointment: Appointment } | { kind: 'gap'; gap: Gap }

const asItem = (gap: Gap): Item => ({ kind: 'gap', gap })

function inOrder(items: readonly Item[]): Item[] {
  const start = (item: Item) => Date.parse(item.kind === 'hold' ? item.hold.starts_at : item.kind === 'gap' ? item.gap.starts_at : item.appointment.starts_at)
  return items.toSorted((a, b) => start(a) - start(b))
}

function Items({ items, isNamed, linkTo }: { items: readonly Item[]; isNamed: boolean; linkTo: Props['linkTo'] }) {
  if (items.length === 0) return null
  return (
    <ul className="px-5 wide:px-0">
      {items.map((item) => {
        if (item.kind === 'hold') return <HoldRow key={`${item.hold.starts_at} ${item.hold.practitioner.slug}`} hold={item.hold} isNamed={isNamed} />
        if (item.kind === 'gap') return <GapRow key={`gap ${item.gap.starts_at} ${item.gap.practitioner.slug}`} gap={item.gap} isNamed={isNamed} />
        const Row = item.kind === 'unmarked' ? UnmarkedRow : AgendaRow
        const { reference } = item.appointment
        return <Row key={reference} appointment={item.appointment} isNamed={isNamed} to={linkTo(reference)} />
      })}
    </ul>
  )
}

function Earlier({
  appointments,
  isNamed,
  linkTo,
  isOpen,
}: {
  appointments: Today['appointments']
  isNamed: boolean
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
          <AgendaRow key={one.reference} appointment={one} isNamed={isNamed} to={linkTo(one.reference)} />
        ))}
      </ul>
    </details>
  )
}

function NowLine({ at, isAlone }: { at: number; isAlone: boolean }) {
  const { t } = useTranslation()
  const dates = useDates()
  return (
    <p className={`relative z-1 flex items-center gap-3 pt-3 pl-5 wide:pl-0 ${isAlone ? 'pb-1' : '-mb-3.5'}`}>
      <span className="sr-only">{t('agenda.now')}</span>
      <span className="tnum rounded-label bg-clay px-2.5 py-0.5 text-second font-strong text-on-clay">
        {dates.time(new Date(at).toISOString())}
      </span>
      <span className="h-0.5 flex-1 bg-clay" aria-hidden="true" />
    </p>
  )
}
