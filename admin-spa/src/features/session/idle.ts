import { useEffect, useState } from 'react'

export const IDLE_AFTER_MS = 15 * 60_000
export const WARN_BEFORE_MS = 60_000

const KEY = 'stillpoint.active-at'
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
/** Activity is noted at most this often: it is a write that every tab of the browser reads. */
const NOTE_EVERY_MS = 5000

/**
 * How many seconds remain before nobody is believed to be here, once that is close; else null. What a person does in any tab of
 * this browser counts, what the app does by itself (polling) does not. While the warning stands only an answer to it counts.
 */
export function useIdle({ signedInAt, onIdle, onActive }: { signedInAt: number; onIdle: () => void; onActive: () => void }) {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)

  useEffect(() => {
    // A page that is loaded anew, by a browser that woke up for instance, is no sign that somebody is here.
    if (Math.max(lastSign() ?? signedInAt, signedInAt) + IDLE_AFTER_MS <= Date.now()) onIdle()
    else note()
    const act = () => {
      if (leftMs() > WARN_BEFORE_MS && leftMs() < IDLE_AFTER_MS - NOTE_EVERY_MS) {
        note()
        onActive()
      }
    }
    // Timers sleep with the machine; the clock does not, so each tick compares moments.
    const watch = () => {
      const left = leftMs()
      if (left <= 0) onIdle()
      setSecondsLeft(left > WARN_BEFORE_MS ? null : Math.max(0, Math.ceil(left / 1000)))
    }
    const timer = setInterval(watch, 1000)
    SIGNS.forEach((sign) => window.addEventListener(sign, act, { passive: true, capture: true }))
    document.addEventListener('visibilitychange', watch)
    return () => {
      clearInterval(timer)
      SIGNS.forEach((sign) => window.removeEventListener(sign, act, { capture: true }))
      document.removeEventListener('visibilitychange', watch)
    }
  }, [signedInAt, onIdle, onActive])

  const stay = () => {
    note()
    setSecondsLeft(null)
    onActive()
  }
  return { secondsLeft, stay }
}

function note(): void {
  localStorage.setItem(KEY, String(Date.now()))
}

function leftMs(): number {
  return (lastSign() ?? Date.now()) + IDLE_AFTER_MS - Date.now()
}

function lastSign(): number | null {
  const noted = Number(localStorage.getItem(KEY) ?? NaN)
  if (Number.isNaN(noted)) return null
  if (noted <= Date.now()) return noted
  // Noted while the clock ran ahead: read as now each time, it would keep somebody here until the clock gets there.
  note()
  return Date.now()
}
