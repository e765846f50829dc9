import type { CSSProperties, ReactNode } from 'react'
import type { Estimate } from '../../../shared/statistics/interval.ts'
import { ScenarioMark } from '../../ui/scenario-mark.tsx'
import './live-rows.css'

/**
 * A share on a line from zero: its point, its interval with caps, and faintly the interval of the round
 * before, so that it is seen to shrink. A stroke stands at the baseline. The figures stand beside it as text.
 */
export function ShareWhisker({
  scenarioId,
  share,
  before,
  end,
}: {
  scenarioId: string
  share: Estimate | null
  before: Estimate | null
  /** The share at the right end of the line. */
  end: number
}): ReactNode {
  const place = (value: number): string => `${(Math.min(end, Math.max(0, value)) / end) * 100}%`
  const across = ({ low, high }: Ends): CSSProperties => ({
    left: place(low),
    right: `calc(100% - ${place(high)})`,
  })
  const interval = endsOf(share)
  const earlier = endsOf(before)
  return (
    <div className="whisker" aria-hidden="true">
      <span className="whisker-baseline" style={{ left: place(1) }} />
      {earlier === null ? null : <span className="whisker-before" style={across(earlier)} />}
      {interval === null ? null : (
        <span
          className={interval.high > end ? 'whisker-interval whisker-open' : 'whisker-interval'}
          style={across(interval)}
        />
      )}
      {share?.point == null ? null : (
        <span className="whisker-point" style={{ left: place(share.point) }}>
          <ScenarioMark id={scenarioId} size={10} />
        </span>
      )}
    </div>
  )
}

interface Ends {
  low: number
  high: number
}

/** The interval; where there are two rounds, which is too few for one, nothing. */
function endsOf(estimate: Estimate | null): Ends | null {
  if (estimate === null || estimate.low === null || estimate.high === null) return null
  return { low: estimate.low, high: estimate.high }
}

/** Where the line ends: a little beyond the baseline or the highest point, so that points stay put. */
export function whiskerEnd(shares: readonly (Estimate | null)[]): number {
  const highest = Math.max(1, ...shares.map((share) => share?.point ?? 0))
  return Math.ceil(highest * 4.4) / 4
}
