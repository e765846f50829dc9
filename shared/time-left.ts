/** How long something still takes: a range until it is known. */
export interface TimeLeft {
  leastMs: number
  mostMs: number
}

/** `about 50 s`, `about 3 min`; where it is not known yet `2–9 min` or `up to 9 min`. */
export function timeLeftText({ leastMs, mostMs }: TimeLeft): string {
  const most = roughTime(mostMs)
  if (roughTime(leastMs) === most) return `about ${most}`
  const least = leastIn(mostMs <= shortMs ? 's' : 'min', leastMs)
  if (least === 0) return `up to ${most}`
  return `${least}–${most}`
}

/** Up to here times are told in tens of seconds. */
const shortMs = 100_000

/** No finer than it can be known: tens of seconds up to a hundred, then minutes; rounded up. */
export function roughTime(ms: number): string {
  return ms <= shortMs ? `${Math.ceil(ms / 10_000) * 10} s` : `${Math.ceil(ms / 60_000)} min`
}

/** The lower end of a range in the unit of its upper end, rounded down: nobody is promised too much. */
function leastIn(unit: 's' | 'min', ms: number): number {
  return unit === 's' ? Math.floor(ms / 10_000) * 10 : Math.floor(ms / 60_000)
}
