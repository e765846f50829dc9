import { plainLoad } from '../../../shared/plain-load.ts'
import { mulberry32 } from '../../../shared/random.ts'
import type { Result } from '../../../shared/result.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { ruleOf } from '../../../shared/rule.ts'
import { planTrials } from '../../../shared/schedule.ts'
import { aTrialResult, recorded } from '../../examples.ts'
import { exampleExperiment, exampleRun } from '../shared/example-result.ts'

/** Good requests per second at 50 connections, and p50 in microseconds at light load. */
const behaviour: Record<string, { rate: number; lightUs: number }> = {
  elb: { rate: 8_337, lightUs: 1_000 },
  'lambda-256': { rate: 766, lightUs: 24_000 },
  'lambda-1024': { rate: 1_069, lightUs: 15_000 },
  'http-proxy': { rate: 1_844, lightUs: 22_000 },
}

interface Measured {
  /** How many rounds, and how many of them are made; the rest never began. */
  rounds: number
  made?: number
  /** Whether it was to end when it is sure, with light load and the baseline twice. */
  untilSure?: boolean
  paths?: string[]
  run?: Partial<Run>
}

/** The result of a run of four scenarios with 2 % of noise, the same each time. */
export function measuredResult({
  rounds,
  made = rounds,
  untilSure = false,
  paths = ['/'],
  run,
}: Measured): Result {
  const load = {
    ...plainLoad,
    threads: 25,
    connections: 50,
    durationSec: 8,
    rounds,
    leadIn: { kind: 'load', seconds: 3 } as const,
    untilSure: untilSure ? { same: 0.05, precise: 0.1 } : null,
    light: untilSure,
  }
  return {
    run: exampleRun({
      scenarios: [
        { id: 'elb', title: 'Load balancer' },
        { id: 'lambda-256', title: 'Lambda-256 (128 MB)' },
        { id: 'lambda-1024', title: 'Lambda-1024 (1,024 MB)' },
        { id: 'http-proxy', title: 'HTTP proxy' },
      ],
      paths,
      load,
      rule: ruleOf(load),
      endedBy: untilSure && made < rounds ? 'sure' : 'rounds',
      ...run,
    }),
    experiment: { ...exampleExperiment, scenarios: Object.keys(behaviour), paths },
    diagnoses: [],
    trials: trialsOf({ rounds, made, untilSure, paths }),
  }
}

function trialsOf({ rounds, made, untilSure, paths }: Required<Omit<Measured, 'run'>>): Trial[] {
  const random = mulberry32(3)
  const noise = (): number => 0.99 + 0.02 * random()
  const scenarios = Object.keys(behaviour)
  const seed = 5
  const planned = planTrials({
    scenarios,
    paths,
    rounds,
    seed,
    light: untilSure,
    ...(untilSure && { twice: 'elb' }),
  })
  return planned.map((trial) => {
    const { rate, lightUs } = behaviour[trial.scenarioId] ?? { rate: 1, lightUs: 1 }
    const p50 = (trial.load === 'light' ? lightUs : 50e6 / rate) * noise()
    const measured = { ...aTrialResult().latencyUs.measured, p50, p99: p50 * 3 }
    const result = aTrialResult({
      goodRatePerSec: rate * noise(),
      latencyUs: { measured, corrected: measured },
    })
    return recorded('r1', trial, trial.round <= made ? result : null)
  })
}
