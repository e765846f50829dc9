const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/**
 * When something happened or will: `today 14:32`, `yesterday 09:05`, `12 Apr 2017 10:21`; in the local zone.
 * @param nowMs for `today` and `yesterday`; null for a text that is read later
 */
export function moment(atMs: number, nowMs: number | null): string {
  const day = date.format(atMs)
  const at = clock.format(atMs)
  if (nowMs !== null && day === date.format(nowMs)) return `today ${at}`
  if (nowMs !== null && day === date.format(dayBefore(nowMs))) return `yesterday ${at}`
  return `${day} ${at}`
}

/** Noon of the day before: an hour more or less, where clocks change, does not matter there. */
function dayBefore(nowMs: number): number {
  const noon = new Date(nowMs)
  noon.setHours(-12, 0, 0, 0)
  return noon.getTime()
}
