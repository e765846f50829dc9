import type { Load } from '../../../shared/experiment.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import { mulberry32 } from '../../../shared/random.ts'
import { ruleOf, runsBaselineTwice } from '../../../shared/rule.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import { aRun, aTrialResult, recorded } from '../../examples.ts'

/** Good requests per second and p50 at light load of each scenario of the 2017 experiment. */
const ways: Record<string, { title: string; ratePerSec: number; lightMs: number }> = {
  elb: { title: 'Load balancer', ratePerSec: 8_000, lightMs: 1 },
  'lambda-256': { title: 'Lambda-256 (128 MB)', ratePerSec: 740, lightMs: 24 },
  'lambda-512': { title: 'Lambda-512 (512 MB)', ratePerSec: 920, lightMs: 17 },
  'lambda-1024': { title: 'Lambda-1024 (1,024 MB)', ratePerSec: 1_020, lightMs: 14 },
  'http-proxy': { title: 'HTTP proxy', ratePerSec: 1_770, lightMs: 22 },
}

const load: Load = {
  ...plainLoad,
  threads: 25,
  connections: 50,
  durationSec: 8,
  rounds: 8,
  leadIn: { kind: 'load', seconds: 3 },
  untilSure: { same: 0.05, precise: 0.1 },
  light: true,
}

/** What a made-up run has that goes on: scenarios, how many rounds are complete, how its trials went. */
export interface LiveExample {
  scenarios?: readonly string[]
  load?: Partial<Load>
  run?: Partial<Run>
  /** Rounds that are complete, and trials of the one after. */
  complete: number
  more?: number
  /** Standard deviation of the logarithm of each rate, about. */
  noise?: number
  seed?: number
  /** Changes what a trial came to. */
  change?: (trial: Trial) => Trial
}

/** A run that goes on, with the trials of its whole schedule. */
export function exampleLiveRun(example: LiveExample): { run: Run; trials: Trial[] } {
  const scenarios = example.scenarios ?? Object.keys(ways)
  const chosen = { ...load, ...example.load }
  const run = aRun({
    status: 'running',
    scenarios: scenarios.map((id) => ({ id, title: ways[id]?.title ?? id })),
    load: chosen,
    rule: ruleOf(chosen),
    startedAtMs: 1,
    ...example.run,
  })
  const { complete, more = 0, change = (trial) => trial } = example
  const twice = runsBaselineTwice(chosen, scenarios.length - 1) ? 'elb' : undefined
  const planned = planTrials({
    scenarios,
    paths: run.paths,
    rounds: chosen.rounds,
    seed: 5,
    light: chosen.light,
    ...(twice && { twice }),
  })
  const random = mulberry32(example.seed ?? 3)
  const begun = planned.filter(({ round }) => round <= complete).length + more
  const trials = planned.map((one): Trial => {
    const result = resultOf(one, chosen, (example.noise ?? 0.01) * Math.sqrt(12) * (random() - 0.5))
    return one.order < begun ? change(recorded(run.id, one, result)) : recorded(run.id, one, null)
  })
  return { run, trials }
}

function resultOf(
  { scenarioId, load: kind }: Pick<Trial, 'scenarioId' | 'load'>,
  { durationSec }: Load,
  noise: number,
): NonNullable<Trial['result']> {
  const { ratePerSec, lightMs } = ways[scenarioId] ?? { ratePerSec: 1_000, lightMs: 10 }
  const light = kind === 'light'
  const rate = (light ? 1000 / lightMs : ratePerSec) * Math.exp(noise)
  const sec = light ? Math.min(20, Math.max(2, 0.45 * lightMs)) : durationSec
  const p50 = light ? lightMs * 1000 * Math.exp(noise) : (50 / rate) * 1e6
  const measured = { ...aTrialResult().latencyUs.measured, p50, mean: p50 }
  return aTrialResult({
    requests: Math.round(rate * sec),
    goodRequests: Math.round(rate * sec),
    durationMs: sec * 1000,
    ratePerSec: rate,
    goodRatePerSec: rate,
    latencyUs: { measured, corrected: measured },
    samples: Array.from({ length: Math.floor(sec) }, (_, second) => ({
      offsetMs: second * 1000,
      requests: Math.round(rate * (1 + 0.02 * Math.sin(second + rate))),
    })),
  })
}
