import { plainLoad } from '../../../shared/plain-load.ts'
import { mulberry32 } from '../../../shared/random.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import { defaultMargins } from '../../../shared/statistics/level.ts'
import { aRun, aTrialResult, recorded } from '../../examples.ts'

const scenarios = [
  { id: 'elb', title: 'Load balancer' },
  { id: 'lambda-512', title: 'Lambda-512 (512 MB)' },
  { id: 'http-proxy', title: 'HTTP proxy' },
]
const ratePerSec: Record<string, number> = { elb: 8_000, 'lambda-512': 920, 'http-proxy': 1_800 }
const lightMs: Record<string, number> = { elb: 1, 'lambda-512': 15, 'http-proxy': 22 }

/**
 * A run until sure with light load, whose trials have ended, with 2 % of noise from its seed.
 * @param faster the HTTP proxy's rate as a multiple of 1,800 per second, which is 22.5 % of the baseline
 */
export function measuredRun(
  changes: Partial<Run>,
  { rounds = 6, faster = 1 } = {},
): { run: Run; trials: Trial[]; diagnoses: Trial[] } {
  const run = aRun({
    scenarios,
    load: {
      ...plainLoad,
      threads: 25,
      connections: 50,
      durationSec: 8,
      rounds: 8,
      leadIn: { kind: 'load', seconds: 3 },
      untilSure: defaultMargins,
      light: true,
      spread: true,
    },
    rule: { kind: 'until-sure', most: 8, ...defaultMargins },
    endedBy: 'sure',
    ...changes,
  })
  const random = mulberry32(run.seed)
  const noise = (): number => 0.98 + 0.04 * random()
  const planned = planTrials({
    scenarios: run.scenarios.map(({ id }) => id),
    paths: run.paths,
    rounds,
    seed: run.seed,
    light: run.load.light,
  })
  const trials = planned.map((trial): Trial => {
    const { scenarioId } = trial
    const p50 = (lightMs[scenarioId] ?? 0) * 1000 * noise()
    const measured = { ...aTrialResult().latencyUs.measured, p50, p90: 1.5 * p50 }
    const rate = (ratePerSec[scenarioId] ?? 0) * noise() * (scenarioId === 'http-proxy' ? faster : 1)
    const latencyUs = { measured, corrected: measured }
    return recorded(run.id, trial, aTrialResult({ goodRatePerSec: rate, ratePerSec: rate, latencyUs }))
  })
  return { run, trials, diagnoses: [] }
}
