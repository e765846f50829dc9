/** Requests beyond a percentile from which on it is shown, and compared. Rule 11. */
const fewestToShow = 10
const fewestToCompare = 30

/**
 * Whether a percentile of a trial may be shown and compared.
 * @param count requests that were answered
 * @param p between 0 and 1
 * @param lost requests that never got an answer: once they are more than lie beyond the percentile, it may
 *   be any of them
 */
export function percentileUse(count: number, p: number, lost: number): { show: boolean; compare: boolean } {
  // Rounded, since 1 − 0.9 is a little less than a tenth.
  const beyond = Math.round(count * (1 - p) * 1e6) / 1e6
  const known = lost <= beyond
  return { show: known && beyond >= fewestToShow, compare: known && beyond >= fewestToCompare }
}
