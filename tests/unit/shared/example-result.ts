import type { Experiment } from '../../../shared/experiment.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import type { Result } from '../../../shared/result.ts'
import type { Run, Trial, TrialResult } from '../../../shared/run.ts'
import type { Scenario } from '../../../shared/scenario.ts'
import { mustHaves } from '../../../shared/scenario-facts.ts'
import { aRun, aTrialResult } from '../../examples.ts'

export function exampleTrial(
  place: { scenarioId: string; round?: number; path?: string; status?: Trial['status']; reason?: string },
  result: Partial<TrialResult> = {},
): Trial {
  const { scenarioId, round = 1, path = '/', status = 'succeeded', reason = null } = place
  const without = status === 'failed' || status === 'pending'
  return {
    runId: 'r1',
    order: 0,
    round,
    scenarioId,
    slot: 0,
    path,
    load: 'closed',
    status,
    reason,
    result: without ? null : aTrialResult(result),
  }
}

export function exampleRun(changes: Partial<Run> = {}): Run {
  return aRun({
    experimentId: 'proxy',
    account: { kind: 'profile', profile: 'work' },
    scenarios: [
      { id: 'elb', title: 'Load balancer' },
      { id: 'lambda-256', title: 'Lambda-256 (128 MB)' },
      { id: 'lambda-512', title: 'Lambda-512 (512 MB)' },
      { id: 'http-proxy', title: 'HTTP proxy' },
    ],
    load: {
      ...plainLoad,
      threads: 25,
      connections: 50,
      durationSec: 10,
      rounds: 5,
      leadIn: { kind: 'load', seconds: 3 },
    },
    rule: { kind: 'fixed', rounds: 5 },
    finishedAtMs: 1,
    ...changes,
  })
}

export const exampleExperiment: Experiment = {
  id: 'proxy',
  title: 'A proxy',
  question: 'What does it cost?',
  region: 'us-west-2',
  baseline: 'elb',
  scenarios: ['elb', 'lambda-256', 'lambda-512', 'http-proxy'],
  floors: [],
  paths: ['/'],
  load: exampleRun().load,
  families: [{ title: 'Lambda proxy', members: 'Lambda sizes', scenarios: ['lambda-256', 'lambda-512'] }],
  expect: '',
  why: '',
  published: {
    title: 'A proxy, April 2017',
    year: 2017,
    source: '',
    durationSec: 30,
    totals: { elb: [3000], 'lambda-256': [300], 'lambda-512': [330], 'http-proxy': [660] },
    notes: [],
  },
}

/** Shares of the load balancer: 10 % and 14 % through the Lambda functions, 27 % through the HTTP proxy. */
export function exampleResult(run: Partial<Run> = {}, trials?: Trial[]): Result {
  return {
    run: exampleRun(run),
    experiment: exampleExperiment,
    diagnoses: [],
    trials: trials ?? [
      exampleTrial({ scenarioId: 'elb' }, { goodRatePerSec: 1000 }),
      exampleTrial({ scenarioId: 'lambda-256' }, { goodRatePerSec: 100 }),
      exampleTrial({ scenarioId: 'lambda-512' }, { goodRatePerSec: 140 }),
      exampleTrial({ scenarioId: 'http-proxy' }, { goodRatePerSec: 270 }),
    ],
  }
}

const throttle: Scenario['options'][number] = {
  parameter: 'ThrottleRate',
  title: '',
  explanation: '',
  default: '10000',
  allowed: { min: 1, max: 10_000 },
}

const noFact = { holds: false, why: 'x', source: 'https://example.com/' }
const noFacts = Object.fromEntries(mustHaves.map((one) => [one, noFact])) as Scenario['facts']

function scenario(id: string, hops: Scenario['hops'], options: Scenario['options'] = []): Scenario {
  return {
    id,
    title: '',
    group: 'rest-api',
    reachesOrigin: true,
    answers: null,
    stacks: [],
    summary: '',
    goodAt: ['x'],
    badAt: ['x'],
    hops,
    template: null,
    parameters: {},
    options,
    urlOutput: 'Url',
    needs: [{ kind: 'rest-api' }],
    facts: noFacts,
    expect: '',
    why: '',
  }
}

const gateway = { kind: 'api-gateway', label: 'REST API, HTTPS', tls: true } as const
const nginx = { kind: 'origin', label: 'nginx' } as const
const lambda = { kind: 'lambda', label: 'Function' } as const

export const exampleScenarios: Scenario[] = [
  scenario('elb', [{ kind: 'load-balancer', label: 'Classic, HTTP' }, nginx]),
  scenario('lambda-256', [gateway, lambda, nginx], [throttle]),
  scenario('lambda-512', [gateway, lambda, nginx], [throttle]),
  scenario('http-proxy', [gateway, nginx], [throttle]),
]
