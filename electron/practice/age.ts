/**
 * What is kept on disk is kept with the time of day, and a person may set the clock meanwhile. A wait must
 * not become longer by that.
 */

/** How long ago something was; for ever, where its time is still to come, since the clock was set back. */
export function ageMs(atMs: number, nowMs = Date.now()): number {
  return atMs > nowMs ? Infinity : nowMs - atMs
}

/** How long until a time that was at most `mostMs` ahead when it was chosen. */
export function leftMs(untilMs: number, mostMs: number, nowMs = Date.now()): number {
  return Math.min(mostMs, Math.max(0, untilMs - nowMs))
}
