import { type ReactNode, useEffect, useState } from 'react'
import { ago, dateTime } from './format.ts'

/** Often enough for what is told by the day, such as `today`. */
export const minuteMs = 60_000

/** The time, told again every so often. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}

/** `5 minutes ago`, with the date behind it. */
export function Ago({ atMs }: { atMs: number }): ReactNode {
  const nowMs = useNow(30_000)
  return (
    <time className="nowrap" dateTime={new Date(atMs).toISOString()} title={dateTime(atMs)}>
      {ago(atMs, Math.max(atMs, nowMs))}
    </time>
  )
}
