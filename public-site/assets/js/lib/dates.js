/** Times as scripts show them. The studio's own times are written by the server. */

/** 522 seconds are "8:42". */
export function countdown(seconds) {
  const left = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}

/**
 * A studio time on the visitor's clock, or "" when both clocks show the same.
 * @param {string} moment RFC 3339
 * @param {string} studioZone IANA name
 * @param {string} language of the page
 * @param {string} [visitorZone] the browser's, unless a test says otherwise
 */
export function onVisitorsClock(moment, studioZone, language, visitorZone = ownZone()) {
  const at = new Date(moment)
  const here = wall(at, visitorZone)
  const there = wall(at, studioZone)
  if (here.day === there.day && here.time === there.time) return ''
  // The day is named only when it is another one: a chosen day never moves in silence.
  const weekday = here.day === there.day ? {} : { weekday: 'short' }
  return new Intl.DateTimeFormat(`${language}-CA`, {
    ...weekday,
    hour: 'numeric',
    minute: '2-digit',
    timeZone: visitorZone,
  })
    .format(at)
    .replace(/[\s\u202f]([ap])\.m\./, '\u00a0$1m')
    .replaceAll('\u202f', '\u00a0')
}

function wall(at, timeZone) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` }
}

function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
