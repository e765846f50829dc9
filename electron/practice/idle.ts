/**
 * A new account waits this long for its first client; later it stays as long as a client needs to connect
 * again.
 */
export const graceMs = 15_000
export const lingerMs = 1_000

/**
 * Since when the account has not been needed, in milliseconds of the caller's clock; null while it is.
 * @param beforeMs the previous answer
 * @param needed whether a client is connected, or a stack is live
 */
export function idleSinceMs(beforeMs: number | null, needed: boolean, nowMs: number): number | null {
  return needed ? null : (beforeMs ?? nowMs)
}

/** Whether it is time to end. `used`: whether a client has ever connected, if only for a moment. */
export function shouldEnd(sinceMs: number | null, used: boolean, nowMs: number): boolean {
  return sinceMs !== null && nowMs - sinceMs >= (used ? lingerMs : graceMs)
}
