import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { StatusBadge } from '../../components/badge.tsx'
import { ROW_LINK } from '../../components/link-row.tsx'
import { useNow } from '../../lib/now.ts'
import { useDates, useMoney } from '../../lib/studio.tsx'
import type { Appointment } from '../../lib/types.ts'
import { useIsWide } from '../../lib/wide.ts'
import { Initials, Times, With } from './agenda-row.tsx'

type Props = {
  rows: readonly Appointment[]
  linkTo: (reference: string) => string
  openReference: string | undefined
  isLatestFirst: boolean
  onOrder: (isLatestFirst: boolean) => void
}

/** Appointments by day: a table where there is room for one, the same rows as two lines each where there is not. */
export function AppointmentList(props: Props) {
  const days = useDays(props.rows)
  if (useIsWide()) return <Table days={days} {...props} />
  return days.map(({ day, title, rows }) => (
    <section key={day} aria-label={title}>
      <h2 className="border-b border-ink pt-5 pb-2 font-serif text-name first-letter:uppercase">{title}</h2>
      <ul>
        {rows.map((row) => (
          <Card key={row.reference} row={row} {...props} />
        ))}
      </ul>
    </section>
  ))
}

function Card({ row, linkTo }: Props & { row: Appointment }) {
  return (
    <li className="relative flex min-h-18 items-center gap-4 border-b border-line py-2.5">
      <span className={isOff(row) ? 'line-through decoration-ink-2' : ''}>
        <Times starts_at={row.starts_at} ends_at={row.ends_at} isQuiet={isOff(row)} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-center justify-between gap-x-3">
          <Link to={linkTo(row.reference)} data-reference={row.reference} className={`${ROW_LINK} font-strong ${isOff(row) ? 'text-ink-2' : ''}`}>
            {row.client.name}
          </Link>
          <Initials name={row.practitioner.name} />
        </div>
        <div className="flex items-center justify-between gap-x-3">
          <p className="min-w-0 text-second text-ink-2">
            {row.service.name}
            <With name={row.practitioner.name} />
          </p>
          <StatusBadge quiet status={row.status} />
        </div>
      </div>
    </li>
  )
}

function Table({ days, linkTo, openReference, isLatestFirst, onOrder }: Props & { days: ReturnType<typeof useDays> }) {
  const { t } = useTranslation()
  const dates = useDates()
  const money = useMoney()
  return (
    <div className="@container">
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">{t('appointments.title')}</caption>
        <thead>
          <tr className="border-b border-ink text-second text-ink-2 *:pb-2 *:pr-4 *:font-normal">
            <th scope="col" className="w-37 @min-[63rem]:w-45" aria-sort={isLatestFirst ? 'descending' : 'ascending'}>
              <button
                type="button"
                className="-my-2.5 inline-flex min-h-11 items-center gap-1 text-ink hover:underline"
                aria-label={t(isLatestFirst ? 'appointments.sortSoonest' : 'appointments.sortLatest')}
                onClick={() => onOrder(!isLatestFirst)}
              >
                {t('appointments.time')}
                {isLatestFirst ? <ArrowDown {...SIGN} /> : <ArrowUp {...SIGN} />}
              </button>
            </th>
            <th scope="col">{t('appointments.client')}</th>
            <th scope="col">{t('appointments.service')}</th>
            <th scope="col" className="w-28 @max-[40rem]:hidden @min-[63rem]:w-[22%]">
              {t('appointments.where')}
            </th>
            <th scope="col" className="w-33 @min-[63rem]:w-36">
              {t('appointments.status')}
            </th>
            <th scope="col" className="w-24 pr-0! text-right @max-[63rem]:hidden">
              {t('appointments.price')}
            </th>
          </tr>
        </thead>
        {days.map(({ day, title, rows }) => (
          <tbody key={day}>
            {/* As many columns as there are at the least: more would draw those that are hidden as empty ones. */}
            <tr className="border-b border-line">
              <th scope="rowgroup" colSpan={4} className="pt-6 pb-2 font-serif text-name font-normal first-letter:uppercase">
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <tr
                key={row.reference}
                className={`relative h-13 border-b border-line *:truncate *:pr-4 @max-[63rem]:*:whitespace-normal hover:bg-mist/50 ${row.reference === openReference ? 'bg-mist' : ''}`}
              >
                <td className={`tnum whitespace-nowrap! ${isOff(row) ? 'text-ink-2 line-through' : ''}`}>{dates.range(row.starts_at, row.ends_at)}</td>
                <td>
                  <Link to={linkTo(row.reference)} data-reference={row.reference} className={`${ROW_LINK} font-strong ${isOff(row) ? 'text-ink-2' : ''}`}>
                    {row.client.name}
                  </Link>
                </td>
                <td>{row.service.name}</td>
                <td className="text-ink-2 @max-[40rem]:hidden">
                  {row.practitioner.name}
                  {row.room && <span className="@max-[63rem]:hidden">, {row.room.name}</span>}
                </td>
                <td>
                  <StatusBadge quiet status={row.status} />
                </td>
                <td className="tnum pr-0! text-right @max-[63rem]:hidden">{money(row.price)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

const SIGN = { size: 16, strokeWidth: 1.8, 'aria-hidden': true } as const

function isOff({ status }: Appointment): boolean {
  return status === 'cancelled' || status === 'expired'
}

function useDays(rows: readonly Appointment[]): { day: string; title: string; rows: Appointment[] }[] {
  const { t } = useTranslation()
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000))
  const days = new Map<string, Appointment[]>()
  for (const row of rows) {
    const day = dates.dayOf(row.starts_at)
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return [...days].map(([day, rows]) => ({
    day,
    title: day === today ? t('appointments.today', { day: dates.day(day) }) : dates.day(day),
    rows,
  }))
}
