import { useEffect, useState } from 'react'

/** The time, renewed while `going`. In epoch milliseconds. */
export function useNow(going: boolean, everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (!going) return undefined
    const ticker = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(ticker)
  }, [going, everyMs])
  return nowMs
}
