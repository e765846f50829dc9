import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDeployments } from '../../../../electron/engine/store/deployments.ts'
import { openStore, type Store } from '../../../../electron/engine/store/open.ts'
import { createRuns, type Runs } from '../../../../electron/engine/store/runs.ts'
import type { Account } from '../../../../shared/account.ts'
import { aDeployment, aRun } from '../../../examples.ts'

let folder: string
let store: Store
let runs: Runs
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-turns-'))
  store = openStore(join(folder, 'sluice.db'))
  runs = createRuns(store, () => undefined)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

/** A run that was added after those before it, whatever its clock says. */
function queued(
  name: string,
  startedAtMs: number,
  account: Account = { kind: 'practice' },
  place = {},
): string {
  const deployments = createDeployments(store, () => undefined)
  deployments.add(aDeployment({ id: `d-${name}`, account, ...place }))
  const run = aRun({
    id: name,
    deploymentId: `d-${name}`,
    account,
    status: 'running',
    measuringSinceMs: null,
    startedAtMs,
    ...('region' in place ? { region: String(place.region) } : {}),
  })
  return runs.add(run, []).id
}

const nobody = () => false
const take = (id: string, isOver: (queued: { id: string }) => boolean = nobody) =>
  runs.takeTurn(id, 1000, isOver)?.id

describe('runs on the practice account', () => {
  test('take turns in the order in which they were added, not in that of a clock', () => {
    queued('first', 300)
    queued('second', 100)
    queued('third', 200)
    expect([take('third'), take('second')]).toEqual(['first', 'first'])
    expect(take('first')).toBeUndefined()
    expect(runs.get('first').measuringSinceMs).toBe(1000)
    runs.finish('first', 'succeeded', null, 2000)
    expect(take('third')).toBe('second')
    expect(take('second')).toBeUndefined()
    expect(take('third')).toBe('second')
  })

  test('keep the turn that they have', () => {
    queued('first', 1)
    queued('second', 2)
    expect([take('first'), take('first'), take('second')]).toEqual([undefined, undefined, 'first'])
  })

  test('pass by those that nobody works on any more; who takes one over queues again', () => {
    queued('died measuring', 1)
    queued('died waiting', 2)
    queued('alive', 3)
    take('died measuring')
    expect(take('alive', ({ id }) => id === 'died waiting')).toBe('died measuring')
    expect(take('alive', ({ id }) => id.startsWith('died'))).toBeUndefined()
    expect(runs.get('died measuring').measuringSinceMs).toBeNull()
    expect(take('died measuring')).toBe('alive')
  })

  test('wait for no run in an AWS account', () => {
    runs.join(queued('on AWS', 1, { kind: 'environment' }, { accountId: '1' }), 5)
    queued('here', 2)
    expect(take('here')).toBeUndefined()
  })
})

describe('runs in AWS accounts', () => {
  const work: Account = { kind: 'profile', profile: 'work' }
  const other: Account = { kind: 'profile', profile: 'the same account by another name' }

  test('measure at once, and those in one account and Region know of each other', () => {
    queued('a', 1, work, { accountId: '1' })
    queued('b', 2, other, { accountId: '1' })
    queued('elsewhere', 3, work, { accountId: '1', region: 'eu-west-1' })
    queued('another account', 4, work, { accountId: '2' })
    for (const id of ['a', 'b', 'elsewhere', 'another account']) runs.join(id, 10)
    expect(runs.get('a')).toMatchObject({ measuringSinceMs: 10, alongside: ['b'] })
    expect(runs.get('b')).toMatchObject({ measuringSinceMs: 10, alongside: ['a'] })
    expect(runs.get('elsewhere').alongside).toEqual([])
    expect(runs.get('another account').alongside).toEqual([])
  })

  test('that have ended, or whose process died long ago, were not at the same time', () => {
    queued('ended', 1, work, { accountId: '1' })
    queued('forsaken', 2, work, { accountId: '1' })
    queued('late', 3, work, { accountId: '1' })
    runs.join('ended', 10)
    runs.finish('ended', 'succeeded', null, 20)
    runs.join('forsaken', 30)
    runs.join('late', 86_400_000)
    expect(runs.get('late').alongside).toEqual([])
    expect(runs.get('ended').alongside).toEqual([])
  })

  test('are noted once, also when another process takes a run over', () => {
    queued('a', 1, work, { accountId: '1' })
    queued('b', 2, work, { accountId: '1' })
    for (const id of ['a', 'b', 'a', 'b']) runs.join(id, 10)
    expect([runs.get('a').alongside, runs.get('b').alongside]).toEqual([['b'], ['a']])
  })
})
