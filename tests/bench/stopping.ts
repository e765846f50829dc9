import { defaultMargins } from '../../shared/statistics/level.ts'
import type { Finding } from './bench.ts'
import { simulate } from './simulated-runs.ts'

/** What rule 8 of the measurement rules promises, in simulated runs. */
const mostMisses = 0.055
const leastCoverage = 0.94

/** Error and coverage of runs until sure, whose truth is known. Three standard errors are allowed. */
export function stopping(experiments = 12_000): Promise<Finding[]> {
  const noise = 3 * Math.sqrt((mostMisses * (1 - mostMisses)) / experiments)
  const findings = [8, 12].flatMap((most) =>
    [1, 4].map((comparisons) => {
      const rule = { kind: 'until-sure', most, ...defaultMargins } as const
      const same = simulate({
        rule,
        comparisons,
        truth: 0,
        sd: 0.05,
        experiments,
        seed: most * 10 + comparisons,
      })
      const apart = simulate({ rule, comparisons, truth: Math.log(0.22), sd: 0.05, experiments, seed: most })
      return {
        name: `until sure, at most ${most} rounds, ${comparisons} compared`,
        promise: 'at most 5.5 % of A/A runs err at any look, 94 % hold the truth at the stop',
        holds:
          same.anyMiss <= mostMisses + noise &&
          same.falseDifferent <= mostMisses + noise &&
          Math.min(same.coverage, apart.coverage) >= leastCoverage,
        figures: {
          anyMiss: same.anyMiss,
          falseDifferent: same.falseDifferent,
          coverageOfSame: same.coverage,
          coverageOfDifferent: apart.coverage,
          roundsOfSame: same.rounds,
          roundsOfDifferent: apart.rounds,
        },
      }
    }),
  )
  return Promise.resolve(findings)
}
