/**
 * Times as the studio's clock shows them, whatever zone the browser is in. Moments are RFC 3339 strings, days are
 * "2027-03-09" and wall times "13:15".
 */
export type Dates = ReturnType<typeof makeDates>

/** What the server says of its offset, by zone and day (see `wall`): shared by all who tell the time. */
const corrections = new Map<string, number>()

// Day before month, and "pm" small: of the English locales that is this one's style.
const LOCALES: Record<string, string> = { en: 'en-AU', fr: 'fr-CA' }

const MINUTE = 60_000

type Wall = { day: string; time: string }

export function makeDates(zone: string, language: string) {
  const locale = LOCALES[language] ?? LOCALES.en
  const calendar = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const clock = calendar({ hour: 'numeric', minute: '2-digit' })
  const longDay = calendar({ weekday: 'long', day: 'numeric', month: 'long' })
  const longDayYear = calendar({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const shortDay = calendar({ weekday: 'short', day: 'numeric', month: 'short' })
  const shortDayYear = calendar({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  const weekdayLong = calendar({ weekday: 'long' })
  const weekdayShort = calendar({ weekday: 'short' })
  const plainDay = calendar({ day: 'numeric', month: 'long' })

  const byBrowser = (at: number) => {
    const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
    return { day: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` }
  }
  // The server's offset is the studio's clock: it is what clients were promised. A browser whose time zone data are older or
  // newer than the server's (a country changes its law) may disagree, so what the server says of a day corrects it. An offset
  // of zero says nothing of the studio: it is how UTC is written.
  const wall = (at: string | number): Wall => {
    const said = typeof at === 'string' ? /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*[+-](?!00:00)\d\d:\d\d$/.exec(at) : null
    if (said?.[1] && said[2]) {
      const heard = { day: said[1], time: said[2] }
      if (!corrections.has(zone + heard.day)) corrections.set(zone + heard.day, asUtc(heard) - asUtc(byBrowser(Date.parse(at as string))))
      return heard
    }
    const moment = new Date(at).getTime()
    return byBrowser(moment + (corrections.get(zone + byBrowser(moment).day) ?? 0))
  }
  /** How far the studio's clock is ahead of UTC, in milliseconds. */
  const offset = (at: number) => {
    return asUtc(wall(at)) - Math.floor(at / MINUTE) * MINUTE
  }
  /**
   * The moment at which the studio's clock shows `time` on `day`. Null where it never does: the hour that a clock change
   * leaves out. Where it does so twice, the first.
   */
  const instant = (day: string, time: string): string | null => {
    const wanted = asUtc({ day, time })
    if (Number.isNaN(wanted)) return null
    const found = [-24, 0, 24]
      .map((hours) => wanted - offset(wanted + hours * 60 * MINUTE))
      .filter((at) => wall(at).day === day && wall(at).time === time)
    return found.length ? new Date(Math.min(...found)).toISOString().replace('.000Z', 'Z') : null
  }
  const dayOf = (at: string | number) => wall(at).day
  // The fonts have no narrow no-break space.
  const tidy = (text: string) => text.replaceAll('\u202f', '\u00a0').replace(',', '')
  const time = (at: string) => tidy(clock.format(asUtc(wall(at)))).replaceAll(' ', '\u00a0')
  const bareTime = (at: string) =>
    tidy(
      clock
        .formatToParts(asUtc(wall(at)))
        .filter(({ type }) => type !== 'dayPeriod')
        .map(({ value }) => value)
        .join(''),
    ).trim()
  const thisYear = (day: string) => day.slice(0, 4) === dayOf(Date.now()).slice(0, 4)
  const day = (day: string) => tidy((thisYear(day) ? longDay : longDayYear).format(utc(day)))
  const brief = (day: string) => tidy((thisYear(day) ? shortDay : shortDayYear).format(utc(day)))

  return {
    wall,
    dayOf,
    /** "1:15 pm" */
    time,
    /** "1:15 pm" for the wall time "13:15"; the end of a day is midnight. */
    wallTime: (time: string) => tidy(clock.format(asUtc({ day: '2024-01-01', time: time === '24:00' ? '00:00' : time }))).replaceAll(' ', '\u00a0'),
    /** "1:15", for where the end says am or pm */
    bareTime,
    /** "1:15 – 2:15 pm" */
    range: (from: string, to: string) =>
      `${period(clock, asUtc(wall(from))) === period(clock, asUtc(wall(to))) ? bareTime(from) : time(from)}\u00a0– ${time(to)}`,
    /** "Tuesday 9 March" */
    day,
    /** "Tue 9 Mar" */
    brief,
    /** "8 – 14 March" */
    span: (from: string, to: string) => tidy(plainDay.formatRange(utc(from), utc(to))).replace(/\s*–\s*/, ' – '),
    /** "Tue 9 Mar, 1:15 pm" */
    moment: (at: string) => `${brief(dayOf(at))}, ${time(at)}`,
    weekday: (index: number) => weekdayLong.format(utc(addDays('2024-01-01', index))),
    weekdayBrief: (day: string) => weekdayShort.format(utc(day)).replace('.', ''),
    instant,
    /** Hours by which the clocks go forward (+1) or back (−1) on this day, else 0. */
    clockChange: (day: string): number => {
      const start = instant(day, '00:00') ?? instant(day, '01:00')
      const end = instant(addDays(day, 1), '00:00') ?? instant(addDays(day, 1), '01:00')
      return start && end ? (offset(Date.parse(end)) - offset(Date.parse(start))) / (60 * MINUTE) : 0
    },
  }
}

export function addDays(day: string, days: number): string {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Monday 0 … Sunday 6. */
export function weekdayOf(day: string): number {
  return (utc(day).getUTCDay() + 6) % 7
}

export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / (24 * 60 * MINUTE))
}

export function minutesBetween(from: string | number, to: string | number): number {
  return Math.round((new Date(to).getTime() - new Date(from).getTime()) / MINUTE)
}

function asUtc({ day, time }: Wall): number {
  return Date.parse(`${day}T${time}:00Z`)
}

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function period(clock: Intl.DateTimeFormat, at: number): string {
  return clock.formatToParts(at).find(({ type }) => type === 'dayPeriod')?.value ?? ''
}
