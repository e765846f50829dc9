import type { Assessment } from './assessment.ts'
import { percentRange } from './figures.ts'
import type { Result } from './result.ts'
import { couldHaveSeen } from './statistics/detectable.ts'

/**
 * What difference 8 of 10 runs like this one would have seen, over all scenarios; null below three rounds.
 * Rule 9.
 */
export function detectableSentence({ run }: Pick<Result, 'run'>, found: Assessment): string | null {
  const down = found.scenarios.flatMap(({ verdict }) => {
    const seen = verdict && couldHaveSeen(verdict.estimate, found.alpha)
    return seen === null ? [] : [seen.down]
  })
  if (down.length === 0) return null
  const which = down.length === 1 ? '' : ', depending on the scenario,'
  const more = run.status === 'running' ? 'have seen so far' : 'have seen'
  return (
    `Eight of ten runs like this one would ${more} a loss of throughput ` +
    `of ${percentRange(down)}${which} or more; smaller ones may go unseen.`
  )
}
