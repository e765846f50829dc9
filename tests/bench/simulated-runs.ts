import { mulberry32, type Random } from '../../shared/random.ts'
import type { Rule } from '../../shared/run.ts'
import { estimate, type Estimate } from '../../shared/statistics/interval.ts'
import { lastRoundOf, levelOf } from '../../shared/statistics/level.ts'
import { lookAt } from '../../shared/statistics/until-sure.ts'
import { firstLook } from '../../shared/statistics/look-rounds.ts'
import { verdictOf } from '../../shared/statistics/verdict.ts'

/** Runs whose truth is known: independent normal noise from round to round. */
export interface Simulation {
  rule: Rule
  comparisons: number
  /** ln of the true ratio of every scenario to the baseline; 0 is an A/A experiment. */
  truth: number
  /** Standard deviation of ln ratios from round to round. */
  sd: number
  experiments: number
  seed: number
}

/** Shares of the simulated runs. */
export interface Simulated {
  /** Any interval at any look misses the truth. */
  anyMiss: number
  /** All intervals at the stop hold the truth. */
  coverage: number
  /** A verdict "different" although the truth is 1. */
  falseDifferent: number
  /** Rounds at the stop, on average. */
  rounds: number
}

export function simulate({ rule, comparisons, truth, sd, experiments, seed }: Simulation): Simulated {
  const normal = normals(mulberry32(seed))
  const alpha = levelOf(rule, comparisons)
  const total = { anyMiss: 0, coverage: 0, falseDifferent: 0, rounds: 0 }
  for (let experiment = 0; experiment < experiments; experiment += 1) {
    const logRatios = Object.fromEntries(
      Array.from({ length: comparisons }, (_, id) => [
        String(id),
        Array.from({ length: lastRoundOf(rule) }, () => truth + sd * normal()),
      ]),
    )
    const misses = (round: number): boolean =>
      Object.values(logRatios).some((ratios) => !holds(estimate(ratios.slice(0, round), alpha), truth))
    let missed = false
    let round = rule.kind === 'fixed' ? rule.rounds : firstLook
    while (!lookAt({ logRatios, baselineAgainstItself: null }, round, rule, comparisons).stop) {
      missed ||= misses(round)
      round += 1
    }
    const missesAtStop = misses(round)
    total.anyMiss += missed || missesAtStop ? 1 : 0
    total.coverage += missesAtStop ? 0 : 1
    total.rounds += round
    const verdicts = Object.values(logRatios).map((ratios) =>
      verdictOf(ratios.slice(0, round), alpha, rule, false),
    )
    total.falseDifferent += truth === 0 && verdicts.some(({ kind }) => kind === 'different') ? 1 : 0
  }
  return {
    anyMiss: total.anyMiss / experiments,
    coverage: total.coverage / experiments,
    falseDifferent: total.falseDifferent / experiments,
    rounds: total.rounds / experiments,
  }
}

function holds({ low, high }: Estimate, truth: number): boolean {
  return low !== null && high !== null && Math.log(low) <= truth && Math.log(high) >= truth
}

/** Standard normal numbers, two at a time (Box and Muller 1958). */
function normals(random: Random): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const value = spare
      spare = null
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}
