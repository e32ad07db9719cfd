import { useEffect, useState } from 'react'

/** The time, told again every so often. Ticks together on whole steps, so that several clocks on a screen agree. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    let timer = 0
    const tick = () => {
      setNow(Date.now())
      timer = window.setTimeout(tick, everyMs - (Date.now() % everyMs))
    }
    timer = window.setTimeout(tick, everyMs - (Date.now() % everyMs))
    return () => window.clearTimeout(timer)
  }, [everyMs])
  return now
}

let skew = 0

/** Milliseconds by which this machine's clock is ahead of the server's, as last heard. */
export function clockSkew(): number {
  return skew
}

export function hearClock(serverNow: string): void {
  skew = Date.now() - Date.parse(serverNow)
}
