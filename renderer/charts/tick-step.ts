/** How far the values of a linear axis lie apart; undefined where there is only one. */
export function stepOf(ticks: readonly { value: number }[]): number | undefined {
  const steps = ticks.slice(1).map(({ value }, before) => Math.abs(value - (ticks[before]?.value ?? value)))
  return steps.length === 0 ? undefined : Math.min(...steps)
}
