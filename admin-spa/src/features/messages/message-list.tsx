import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ROW_LINK } from '../../components/link-row.tsx'
import { useMessageWords } from '../../lib/message-words.ts'
import { clockSkew, useNow } from '../../lib/now.ts'
import { formatPhone } from '../../lib/phone.ts'
import { useDates } from '../../lib/studio.tsx'
import type { Message } from '../../lib/types.ts'
import { useIsWide } from '../../lib/wide.ts'
import { MessageState } from './message-badge.tsx'

type Props = { rows: readonly Message[]; linkTo: (key: string) => string; openKey: string | undefined }

/** Messages by the day they came up, newest first: a table where there is room for one, else two lines each. */
export function MessageList(props: Props) {
  const days = useDays(props.rows)
  if (useIsWide()) return <Table days={days} {...props} />
  return days.map(({ day, title, rows }) => (
    <section key={day} aria-label={title}>
      <h2 className="border-b border-ink pt-5 pb-2 font-serif text-name first-letter:uppercase">{title}</h2>
      <ul>
        {rows.map((row) => (
          <Card key={row.key} row={row} {...props} />
        ))}
      </ul>
    </section>
  ))
}

function Card({ row, linkTo }: Props & { row: Message }) {
  const dates = useDates()
  const words = useMessageWords()
  return (
    <li className="relative grid min-h-18 content-center border-b border-line py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <Link to={linkTo(row.key)} data-key={row.key} className={`${ROW_LINK} min-w-0 font-strong wrap-anywhere`}>
          {row.recipient || row.address}
        </Link>
        <MessageState message={row} />
      </div>
      <p className="flex gap-x-3 text-second text-ink-2">
        <span className="tnum min-w-16">{dates.time(row.created_at)}</span>
        {words.kind(row)}
      </p>
    </li>
  )
}

function Table({ days, linkTo, openKey }: Props & { days: ReturnType<typeof useDays> }) {
  const { t } = useTranslation()
  const dates = useDates()
  const words = useMessageWords()
  return (
    <div className="@container">
      <table className="w-full table-fixed border-collapse text-left">
        <caption className="sr-only">{t('messages.title')}</caption>
        <thead>
          <tr className="border-b border-ink text-second text-ink-2 *:pb-2 *:pr-4 *:font-normal">
            <th scope="col" className="w-26">
              {t('messages.time')}
            </th>
            <th scope="col">{t('messages.to')}</th>
            <th scope="col">{t('messages.what')}</th>
            <th scope="col" className="w-22">
              {t('messages.channel')}
            </th>
            <th scope="col" className="@max-[52rem]:hidden">
              {t('messages.address')}
            </th>
            <th scope="col" className="w-50 pr-0!">
              {t('messages.state')}
            </th>
          </tr>
        </thead>
        {days.map(({ day, title, rows }) => (
          <tbody key={day}>
            {/* As many columns as there are at the least: more would draw those that are hidden as empty ones. */}
            <tr className="border-b border-line">
              <th scope="rowgroup" colSpan={5} className="pt-6 pb-2 font-serif text-name font-normal first-letter:uppercase">
                {title}
              </th>
            </tr>
            {rows.map((row) => (
              <tr key={row.key} className={`relative h-13 border-b border-line *:truncate *:pr-4 hover:bg-mist/50 ${row.key === openKey ? 'bg-mist' : ''}`}>
                <td className="tnum">{dates.time(row.created_at)}</td>
                <td>
                  <Link to={linkTo(row.key)} data-key={row.key} className={`${ROW_LINK} font-strong`}>
                    {row.recipient || row.address}
                  </Link>
                </td>
                <td>{words.event(row.event)}</td>
                <td>{words.channel(row.channel)}</td>
                <td className="tnum text-ink-2 @max-[52rem]:hidden">{row.recipient ? row.channel === 'sms' ? formatPhone(row.address) : row.address : ''}</td>
                <td className="pr-0!">
                  <MessageState message={row} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function useDays(rows: readonly Message[]): { day: string; title: string; rows: Message[] }[] {
  const { t } = useTranslation()
  const dates = useDates()
  const today = dates.dayOf(useNow(60_000) - clockSkew())
  const days = new Map<string, Message[]>()
  for (const row of rows) {
    const day = dates.dayOf(row.created_at)
    days.set(day, [...(days.get(day) ?? []), row])
  }
  return [...days].map(([day, rows]) => ({ day, rows, title: day === today ? t('appointments.today', { day: dates.day(day) }) : dates.day(day) }))
}
