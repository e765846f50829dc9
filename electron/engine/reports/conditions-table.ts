import { sharedConditions } from '../../../shared/condition-differences.ts'
import type { Run } from '../../../shared/run.ts'
import type { Findings } from './findings.ts'
import { utcMoment } from './utc-moment.ts'

/** What tells where the run's own records are, or nothing that others could use. */
const leftOut: ReadonlySet<string> = new Set(['Account', 'Deployment'])

/** How a run was made, by name: another one is comparable as far as it shares this. */
export function conditionRows({ result }: Findings): [name: string, value: string][] {
  const { run, trials } = result
  return [
    ['Run', run.id],
    ...timesOf(run),
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
  elsewhere: 'None known: another load tool has measured',
} as const

/** When another tool has measured is not in its files. */
function timesOf({ account, startedAtMs, finishedAtMs }: Run): [name: string, value: string][] {
  if (account.kind === 'elsewhere') return [['Imported', utcMoment(startedAtMs)]]
  return [
    ['Started', utcMoment(startedAtMs)],
    ['Ended', finishedAtMs === null ? 'not yet' : utcMoment(finishedAtMs)],
  ]
}
