import type { Experiment, Load } from '../../../shared/experiment.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import { mulberry32 } from '../../../shared/random.ts'
import type { Result } from '../../../shared/result.ts'
import { ruleOf, runsBaselineTwice } from '../../../shared/rule.ts'
import type { Run, Trial } from '../../../shared/run.ts'
import { planTrials } from '../../../shared/schedule.ts'
import { defaultMargins } from '../../../shared/statistics/level.ts'
import { aRun, aTrialResult, recorded } from '../../examples.ts'

const titles: Record<string, string> = {
  elb: 'Load balancer',
  'lambda-256': 'Lambda-256 (128 MB)',
  'lambda-512': 'Lambda-512 (512 MB)',
  'lambda-1024': 'Lambda-1024 (1,024 MB)',
  'http-proxy': 'HTTP proxy',
}
const doorTitles: Record<string, string> = {
  'alb-https': 'Application load balancer',
  'rest-vpc-link': 'REST API with VPC link',
  'http-vpc-link': 'HTTP API with VPC link',
  'http-lambda': 'HTTP API with Lambda',
  'http-proxy': 'HTTP proxy',
  'own-gateway': 'Own gateway',
}
const rates: Record<string, number> = {
  elb: 8000,
  'lambda-256': 720,
  'lambda-512': 910,
  'lambda-1024': 1040,
  'http-proxy': 1800,
  'alb-https': 7100,
  'rest-vpc-link': 1900,
  'http-vpc-link': 3300,
  'http-lambda': 1100,
  'own-gateway': 6200,
}
const lightMs: Record<string, number> = {
  elb: 1.1,
  'lambda-256': 47,
  'lambda-512': 29,
  'lambda-1024': 24,
  'http-proxy': 22,
  'alb-https': 1.9,
  'rest-vpc-link': 18,
  'http-vpc-link': 11,
  'http-lambda': 21,
  'own-gateway': 1.6,
}

const measuredExperiment: Experiment = {
  id: 'proxy-2017',
  title: 'API Gateway as a proxy, 2017',
  question: 'What does it cost in throughput to put API Gateway in front of an internal service?',
  region: 'us-west-2',
  baseline: 'elb',
  scenarios: Object.keys(titles),
  floors: [],
  paths: ['/', '/child/random.txt'],
  load: {
    ...plainLoad,
    threads: 25,
    connections: 50,
    durationSec: 8,
    rounds: 8,
    leadIn: { kind: 'one-request' },
  },
  families: [
    {
      title: 'Lambda proxy',
      members: 'Lambda sizes',
      scenarios: ['lambda-256', 'lambda-512', 'lambda-1024'],
    },
  ],
  expect: '',
  why: '',
  expectedOrder: ['elb', 'http-proxy', 'lambda-1024', 'lambda-512', 'lambda-256'],
}

/** The same with the scenarios, the title and the baseline of front-doors. */
export const doorsExperiment: Experiment = {
  ...measuredExperiment,
  id: 'front-doors',
  title: 'Front doors of today',
  question: 'Which door for my internal service?',
  baseline: 'alb-https',
  scenarios: Object.keys(doorTitles),
  families: [],
  expectedOrder: undefined,
}

interface Asked {
  experiment?: Experiment
  /** Rounds that are planned, and those that were made. */
  rounds?: number
  made?: number
  untilSure?: boolean
  light?: boolean
  serviceMs?: number
  /** Relative noise of every trial. */
  noise?: number
  scenarios?: readonly string[]
  run?: Partial<Run>
  /** Changes a trial that was made. */
  change?: (trial: Trial) => Trial
}

/** A run with the schedule, the noise and the figures of a real one; its seed is fixed. */
export function measuredResult(asked: Asked = {}): Result {
  const { rounds = 8, made = 6, untilSure = true, light = true, serviceMs = 0, noise = 0.03 } = asked
  const experiment = asked.experiment ?? measuredExperiment
  const ids = asked.scenarios ?? experiment.scenarios
  const load: Load = {
    ...experiment.load,
    rounds,
    untilSure: untilSure ? defaultMargins : null,
    light,
    leadIn: { kind: 'load', seconds: 3 },
    service: { ...plainLoad.service, timeMs: serviceMs },
  }
  const run = aRun({
    account: { kind: 'profile', profile: 'work' },
    experimentId: experiment.id,
    scenarios: ids.map((id) => ({ id, title: titles[id] ?? doorTitles[id] ?? id })),
    load,
    rule: ruleOf(load),
    startedAtMs: Date.UTC(2026, 10, 24, 14, 32),
    finishedAtMs: Date.UTC(2026, 10, 24, 14, 44),
    ...asked.run,
  })
  const twice = runsBaselineTwice(load, ids.length - 1)
  const planned = planTrials({
    scenarios: ids,
    paths: run.paths,
    rounds,
    seed: 5,
    light,
    ...(twice && { twice: experiment.baseline }),
  })
  const random = mulberry32(11)
  const around = (): number => 1 + noise * (random() + random() - 1)
  const trials = planned.map((trial): Trial => {
    const p50 = Math.round((lightMs[trial.scenarioId] ?? 1) * 1000 * around())
    const measured = { ...aTrialResult().latencyUs.measured, p50, p90: Math.round(p50 * 1.4), count: 5000 }
    const rate = (rates[trial.scenarioId] ?? 1) * around()
    const goodRatePerSec = trial.load === 'light' ? 1e6 / p50 : rate
    const result = aTrialResult({
      goodRatePerSec,
      ratePerSec: goodRatePerSec,
      requests: 5000,
      goodRequests: 5000,
      latencyUs: { measured, corrected: measured },
      generatorLoad: 0.4,
    })
    if (trial.round > made) return recorded(run.id, trial, null)
    const ended = recorded(run.id, trial, result)
    return asked.change === undefined ? ended : asked.change(ended)
  })
  return { run, trials, diagnoses: [], experiment }
}

/** Makes the second slot of the baseline slower, so that it differs from itself. */
export function differsFromItself(trial: Trial): Trial {
  if (trial.slot === 0 || trial.result === null) return trial
  return { ...trial, result: { ...trial.result, goodRatePerSec: trial.result.goodRatePerSec * 0.85 } }
}
