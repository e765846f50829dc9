import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aDeployment, aRun, aStack, aTrialResult } from '../../../examples.ts'
import type { Deployment } from '../../../../shared/deployment.ts'
import type { RunsWanted } from '../../../../shared/run.ts'
import {
  appendActivity,
  latestActivity,
  listActivities,
} from '../../../../electron/engine/store/activities.ts'
import { insertAsk, takeAsks } from '../../../../electron/engine/store/asks.ts'
import { createDeployments, type Deployments } from '../../../../electron/engine/store/deployments.ts'
import {
  leaseMs,
  readLease,
  releaseLease,
  renewLease,
  takeLease,
  type Owner,
} from '../../../../electron/engine/store/leases.ts'
import { migrations } from '../../../../electron/engine/store/migrations.ts'
import { openStore, type Store } from '../../../../electron/engine/store/open.ts'
import type { Announce } from '../../../../electron/engine/store/announce.ts'
import { createRuns, type Runs } from '../../../../electron/engine/store/runs.ts'
import { keepStackResources, listStackResources } from '../../../../electron/engine/store/stack-resources.ts'
import { appendStackSteps, listStackSteps } from '../../../../electron/engine/store/stack-steps.ts'

let folder: string
let file: string
let store: Store

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-store-'))
  file = join(folder, 'sluice.db')
  store = openStore(file)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const deployment: Deployment = aDeployment({ stacks: [aStack()] })
const here: Owner = { token: 'a', pid: process.pid, host: 'h' }
const there: Owner = { token: 'b', pid: 1, host: 'h' }

describe('the database file', () => {
  test('is refused, and left as it was, when a newer Sluice wrote it', () => {
    store.pragma(`user_version = ${migrations.length + 1}`)
    store.close()
    const before = readFileSync(file)
    expect(() => openStore(file)).toThrow(/newer Sluice/)
    expect(readFileSync(file).equals(before)).toBe(true)
    store = openStore(join(folder, 'other.db'))
  })

  test('is refused, and left as it was, when it is no database', () => {
    const broken = join(folder, 'broken.db')
    writeFileSync(broken, 'this is a text of more than one hundred bytes, '.repeat(10))
    const before = readFileSync(broken)
    expect(() => openStore(broken)).toThrow(/cannot be opened|not a database/)
    expect(readFileSync(broken).equals(before)).toBe(true)
  })
})

let announced: unknown[]
const announce: Announce = (name, data) => {
  announced.push([name, data])
}

describe('a deployment', () => {
  let deployments: Deployments
  beforeEach(() => {
    announced = []
    deployments = createDeployments(store, announce)
    deployments.add(deployment)
  })

  test('comes back as it was written, and is announced', () => {
    expect(deployments.get('d1')).toEqual(deployment)
    expect(deployments.list()).toEqual([deployment])
    expect(deployments.find('d2')).toBeUndefined()
    expect(() => deployments.get('d2')).toThrow(/There is no deployment d2/)
    expect(announced).toEqual([['deployment.changed', deployment]])
  })

  test('takes steps of the lifecycle only for its owner', () => {
    expect(() => deployments.takeStep('d1', 'a', 'deploy', 2)).toThrow(/Another process/)
    takeLease(store, 'd1', here, 0, () => false)
    expect(deployments.takeStep('d1', 'a', 'deploy', 2)).toMatchObject({ phase: 'deploying', changedAtMs: 2 })
    expect(() => deployments.takeStep('d1', 'b', 'measure', 3)).toThrow(/Another process/)
    expect(() => deployments.takeStep('d1', 'a', 'measured', 3)).toThrow(/cannot take the step/)
    expect(deployments.get('d1')).toMatchObject({ phase: 'deploying', changedAtMs: 2 })
    expect(announced).toHaveLength(2)
  })

  test('is written before it is announced', () => {
    const seen: unknown[] = []
    const watched = createDeployments(store, () => {
      const other = openStore(file)
      seen.push(createDeployments(other, announce).get('d1').accountId)
      other.close()
    })
    watched.change('d1', { accountId: '123456789012' })
    expect(seen).toEqual(['123456789012'])
  })

  test('keeps the first failure', () => {
    const failure = { stack: 's', resource: 'First', reason: 'cause', resources: [], console: null }
    deployments.recordFailure('d1', failure)
    deployments.recordFailure('d1', { ...failure, resource: 'Second', reason: 'consequence' })
    expect(deployments.get('d1').failure?.resource).toBe('First')
  })

  test('keeps what a change does not name, and drops what a change sets to null', () => {
    const removalFailure = { stack: 's', resource: null, reason: 'in use', resources: [], console: null }
    deployments.change('d1', { expiresAtMs: 5, removalFailure })
    expect(deployments.change('d1', { removalFailure: null, receipt: undefined })).toEqual({
      ...deployment,
      expiresAtMs: 5,
    })
    deployments.changeStack('d1', 'sluice-d1-base', { arn: 'arn:1', status: 'CREATE_IN_PROGRESS' })
    const { stacks } = deployments.changeStack('d1', 'sluice-d1-base', { outputs: { VpcId: 'vpc-1' } })
    expect(stacks).toEqual([
      { ...aStack(), arn: 'arn:1', status: 'CREATE_IN_PROGRESS', outputs: { VpcId: 'vpc-1' } },
    ])
  })

  test('can be changed, replaced and discarded as a plan until it has started', () => {
    deployments.changePlanned('d1', { options: { elb: { Size: 'small' } } })
    expect(deployments.replacePlanned({ ...deployment, capUsd: 1, stacks: [] })).toMatchObject({
      capUsd: 1,
      options: {},
      stacks: [],
    })
    takeLease(store, 'd1', here, 0, () => false)
    deployments.takeStep('d1', 'a', 'deploy', 2)
    const before = deployments.get('d1')
    expect(() => deployments.changePlanned('d1', { capUsd: 2 })).toThrow(/is deploying/)
    expect(() => deployments.replacePlanned(deployment)).toThrow(/is deploying/)
    expect(() => deployments.discardPlanned('d1')).toThrow(/is deploying/)
    expect(deployments.get('d1')).toEqual(before)
    deployments.add(aDeployment({ id: 'd2' }))
    deployments.discardPlanned('d2')
    expect(deployments.find('d2')).toBeUndefined()
    expect(announced.at(-1)).toEqual(['deployment.discarded', { id: 'd2' }])
  })

  test('is adopted again when stacks of one that was removed are found', () => {
    deployments.change('d1', { billingStoppedAtMs: 3, expiresAtMs: 4 })
    deployments.changeStack('d1', 'sluice-d1-base', { status: 'DELETE_COMPLETE', deletedAtMs: 3 })
    const found = aStack({ arn: 'arn:1', status: 'CREATE_COMPLETE' })
    deployments.adopt(aDeployment({ phase: 'stranded', accountId: '1', stacks: [found] }))
    expect(deployments.get('d1')).toMatchObject({
      phase: 'stranded',
      accountId: '1',
      expiresAtMs: 4,
      billingStoppedAtMs: null,
      stacks: [{ arn: 'arn:1', status: 'CREATE_COMPLETE', deletedAtMs: null }],
    })
    expect(deployments.adopt(aDeployment({ id: 'd3', provenance: 'found' }))).toMatchObject({ id: 'd3' })
  })

  test('is held by one at a time, until the lease expires, is released, or its holder is dead', () => {
    const never = () => false
    expect(takeLease(store, 'd1', here, 0, never)).toBe(true)
    expect(takeLease(store, 'd1', there, leaseMs - 1, never)).toBe(false)
    expect(renewLease(store, 'd1', 'a', 5_000)).toBe(true)
    expect(takeLease(store, 'd1', there, leaseMs + 1, never)).toBe(false)
    expect(takeLease(store, 'd1', there, leaseMs + 5_001, never)).toBe(true)
    expect(renewLease(store, 'd1', 'a', 20_000)).toBe(false)
    expect(takeLease(store, 'd1', here, 15_002, () => true)).toBe(true)
    releaseLease(store, 'd1', 'a')
    expect(readLease(store, 'd1')).toBeUndefined()
  })

  test('answers each ask once', () => {
    insertAsk(store, 'd1', 'cancel-run', 1)
    insertAsk(store, 'd1', 'remove', 2)
    expect(takeAsks(store, 'd1')).toEqual(['cancel-run', 'remove'])
    expect(takeAsks(store, 'd1')).toEqual([])
  })
})

describe('a run', () => {
  const run = aRun({ status: 'running' })
  const trial = { order: 0, round: 1, scenarioId: 'elb', slot: 1, path: '/', load: 'light' } as const
  let runs: Runs
  beforeEach(() => {
    announced = []
    runs = createRuns(store, announce)
    runs.add(run, [trial])
  })

  test('comes back as it was written, with its trials', () => {
    expect(runs.get('r1')).toEqual(run)
    expect(runs.findGoing('d1')).toEqual(run)
    expect(runs.trials('r1')).toEqual([
      { runId: 'r1', ...trial, status: 'pending', reason: null, result: null },
    ])
    expect(announced).toEqual([['run.changed', run]])
  })

  test('is the only one that is going on its deployment', () => {
    expect(() => runs.add(aRun({ id: 'r2', status: 'running' }), [trial])).toThrow(/going on deployment d1/)
    expect(runs.listNewest(9)).toEqual([run])
  })

  test('ends once', () => {
    expect(runs.finish('r1', 'incomplete', 'why', 5)).toMatchObject({ status: 'incomplete', finishedAtMs: 5 })
    expect(runs.finish('r1', 'failed', 'later', 6)).toMatchObject({ status: 'incomplete', failure: 'why' })
    expect(runs.findGoing('d1')).toBeUndefined()
  })

  test('is out of the list while it is discarded, and what a person says of it stays', () => {
    runs.change('r1', { title: 'Mine', tags: ['a'], notes: undefined })
    runs.discard('r1', 5)
    expect(runs.list()).toEqual([])
    expect(runs.listOf('d1')).toHaveLength(1)
    expect(runs.discard('r1', null)).toMatchObject({ title: 'Mine', tags: ['a'], notes: '' })
    expect(runs.change('r1', { title: null })).toMatchObject({ title: null, tags: ['a'] })
    expect(runs.list()).toHaveLength(1)
  })

  test('is listed by what is wanted of it, newest first', () => {
    runs.finish('r1', 'succeeded', null, 5)
    runs.add(aRun({ id: 'q%', deploymentId: 'd1', status: 'failed', startedAtMs: 8 }), [trial])
    runs.add(aRun({ id: 'r22', status: 'running', startedAtMs: 9 }), [trial])
    const idsOf = (wanted: RunsWanted) => runs.list(wanted).map(({ id }) => id)
    expect(idsOf({})).toEqual(['r22', 'q%', 'r1'])
    expect(idsOf({ most: 2 })).toEqual(['r22', 'q%'])
    expect(idsOf({ status: 'running' })).toEqual(['r22'])
    expect(idsOf({ idPrefix: 'r' })).toEqual(['r22', 'r1'])
    expect(idsOf({ idPrefix: '%' })).toEqual([])
    expect(idsOf({ ids: ['r1', 'none', 'q%'] })).toEqual(['q%', 'r1'])
    expect(idsOf({ ids: [] })).toEqual([])
    expect(idsOf({ deploymentId: 'd1', status: 'failed', most: 9 })).toEqual(['q%'])
    expect(idsOf({ deploymentId: 'd2' })).toEqual([])
  })

  test('is found before a newer one once it is over and a trial of it succeeded', () => {
    const newer = aRun({ id: 'r2', deploymentId: 'd1', startedAtMs: run.startedAtMs + 1 })
    expect(runs.findBefore(newer)).toBeUndefined()
    const result = aTrialResult()
    runs.recordTrial({ runId: 'r1', ...trial, status: 'succeeded', reason: null, result }, null)
    expect(runs.findBefore(newer)).toBeUndefined()
    const ended = runs.finish('r1', 'succeeded', null, 5)
    expect(runs.findBefore(newer)).toEqual(ended)
    expect(runs.findBefore({ ...newer, experimentId: 'another' })).toBeUndefined()
    expect(runs.findBefore(ended)).toBeUndefined()
    // Two that began in the same millisecond: the list has the smaller id first.
    expect(runs.findBefore({ ...ended, id: 'r0' })).toEqual(ended)
    runs.discard('r1', 5)
    expect(runs.findBefore(newer)).toBeUndefined()
  })

  test('keeps what a trial came to, and its histogram apart', () => {
    const failed = { runId: 'r1', ...trial, status: 'failed', reason: 'why', result: null } as const
    runs.recordTrial(failed, 'histogram')
    expect(runs.trials('r1')).toEqual([failed])
    expect(runs.histogram('r1', 0)).toBe('histogram')
    expect(runs.histogram('r1', 1)).toBeNull()
    expect(announced.at(-1)).toEqual(['trial.finished', failed])
  })
})

test('steps of stacks are kept once, by the id of their event', () => {
  const step = {
    atMs: 1,
    deploymentId: 'd1',
    stack: 's',
    logicalId: 'Vpc',
    type: 'AWS::EC2::VPC',
    status: 'CREATE_COMPLETE',
    reason: '',
  }
  const subnet = { ...step, logicalId: 'Subnet' }
  const first = { seq: 1, ...step }
  expect(appendStackSteps(store, [{ ...step, eventId: 'e1' }])).toEqual([first])
  const more = [
    { ...step, eventId: 'e1' },
    { ...subnet, eventId: 'e2' },
  ]
  const [second, ...others] = appendStackSteps(store, more)
  expect([second, others]).toMatchObject([subnet, []])
  expect(appendStackSteps(store, more)).toEqual([])
  expect(listStackSteps(store, 'd1', 0)).toEqual([first, second])
  expect(listStackSteps(store, 'd1', 1)).toEqual([second])
})

test('resources of stacks are kept once', () => {
  createDeployments(store, () => {}).add(deployment)
  const resource = { stack: 's', logicalId: 'Vpc', type: 'AWS::EC2::VPC', physicalId: 'vpc-1' }
  keepStackResources(store, 'd1', [resource])
  keepStackResources(store, 'd1', [resource, { ...resource, logicalId: 'Subnet' }])
  keepStackResources(store, 'd1', [{ ...resource, logicalId: 'NotMadeYet', physicalId: '' }])
  expect(listStackResources(store, 'd1')).toEqual([resource, { ...resource, logicalId: 'Subnet' }])
})

test('activities are numbered, and read from a number on', () => {
  const say = (message: string) =>
    appendActivity(store, { atMs: 1, deploymentId: 'd1', runId: null, level: 'info', message }).seq
  const first = say('one')
  const second = say('two')
  expect(listActivities(store, first).map((activity) => activity.message)).toEqual(['two'])
  expect(latestActivity(store)).toBe(second)
})
