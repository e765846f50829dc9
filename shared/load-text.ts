import { count, times } from './figures.ts'
import type { Load } from './experiment.ts'

const space = '\u00A0'

/** How often and how long: `4 rounds of 3 s`, `until sure, at most 8 rounds of 8 s`. */
export function roundsText({ rounds, durationSec, untilSure }: Load): string {
  const each = `${times(rounds, 'round')} of ${count(durationSec)}${space}s`
  return untilSure === null ? each : `until sure, at most ${each}`
}

/** ±5 %, as a person typed it. */
export function marginText(margin: number): string {
  return `±${(margin * 100).toLocaleString('en-US', { maximumFractionDigits: 2 })}${space}%`
}
