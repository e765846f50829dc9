import { sharedConditions } from '../../../shared/condition-differences.ts'
import type { Findings } from './findings.ts'
import { utcMoment } from './utc-moment.ts'

/** What tells where the run's own records are, or nothing that others could use. */
const leftOut: ReadonlySet<string> = new Set(['Account', 'Deployment'])

/** How a run was made, by name: another one is comparable as far as it shares this. */
export function conditionRows({ result }: Findings): [name: string, value: string][] {
  const { run, trials } = result
  return [
    ['Run', run.id],
    ['Started', utcMoment(run.startedAtMs)],
    ['Ended', run.finishedAtMs === null ? 'not yet' : utcMoment(run.finishedAtMs)],
    ['Account', accounts[run.account.kind]],
    ...sharedConditions([{ run, trials }])
      .filter(({ condition }) => !leftOut.has(condition))
      .map(({ condition, value }): [string, string] => [condition, value]),
  ]
}

const accounts = {
  practice: 'Practice account: loopback on one machine, not AWS',
  profile: 'An AWS account',
  environment: 'An AWS account',
  published: 'Published results',
} as const
