import { describe, expect, test } from 'vitest'
import type { Experiment } from '../../../shared/experiment.ts'
import { plainLoad } from '../../../shared/plain-load.ts'
import type { Run } from '../../../shared/run.ts'
import { filterRuns, searchable, type RunFilter } from '../../../shared/run-search.ts'
import { aRun } from '../../examples.ts'

const experiment: Experiment = {
  id: 'proxy-2017',
  title: 'API Gateway as a proxy, 2017',
  question: 'What does it cost?',
  region: 'us-west-2',
  baseline: 'elb',
  scenarios: ['elb'],
  floors: [],
  paths: ['/'],
  load: {
    ...plainLoad,
    threads: 2,
    connections: 2,
    durationSec: 1,
    rounds: 1,
    leadIn: { kind: 'one-request' },
  },
  families: [],
  expect: '',
  why: '',
}

const usual = aRun({ experimentId: experiment.id, load: experiment.load, startedAtMs: Date.UTC(2026, 4, 3) })

const runs: Run[] = [
  { ...usual, id: 'r-3', title: 'After the upgrade', tags: ['nightly', 'Kernel 7'] },
  { ...usual, id: 'r-2', notes: 'The fan was loud.', account: { kind: 'profile', profile: 'work' } },
  { ...usual, id: 'r-1', experimentId: 'older' },
]
const all = runs.map((run) => ({ id: run.id, ...searchable(run, [experiment]) }))
const ids = (filter: Partial<RunFilter>): string[] =>
  filterRuns(all, { text: '', experimentId: '', account: '', ...filter }).map(({ id }) => id)

describe('filterRuns', () => {
  test('keeps all of them, in their order, where nothing is asked', () => {
    expect(ids({})).toEqual(['r-3', 'r-2', 'r-1'])
    expect(ids({ text: '   ' })).toEqual(['r-3', 'r-2', 'r-1'])
  })

  test.each([
    ['UPGRADE', ['r-3']],
    ['kernel night', ['r-3']],
    ['fan loud', ['r-2']],
    ['fan upgrade', []],
    ['load balancer', ['r-3', 'r-2', 'r-1']],
    ['may 2026', ['r-3', 'r-2', 'r-1']],
    ['3 May 2026,', ['r-3', 'r-2', 'r-1']],
    ['May 3, 2026,', ['r-3', 'r-2', 'r-1']],
    ['practice', ['r-3', 'r-1']],
    ['r-1', ['r-1']],
    ['gateway as a proxy', ['r-3', 'r-2']],
  ])('finds by %s what holds every word of it', (text, found) => {
    expect(ids({ text })).toEqual(found)
  })

  test('filters by experiment and by account, together with the words', () => {
    expect(ids({ experimentId: 'older' })).toEqual(['r-1'])
    expect(ids({ account: 'AWS profile work' })).toEqual(['r-2'])
    expect(ids({ account: 'Practice account', experimentId: 'proxy-2017', text: 'nightly' })).toEqual(['r-3'])
  })
})
