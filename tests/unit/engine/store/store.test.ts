import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aDeployment, aStack } from '../../../examples.ts'
import type { Deployment } from '../../../../shared/deployment.ts'
import {
  appendActivity,
  latestActivity,
  listActivities,
} from '../../../../electron/engine/store/activities.ts'
import { insertAsk, takeAsks } from '../../../../electron/engine/store/asks.ts'
import {
  getDeployment,
  insertDeployment,
  recordFailure,
  takeStep,
  updateStack,
} from '../../../../electron/engine/store/deployments.ts'
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

describe('a deployment', () => {
  beforeEach(() => insertDeployment(store, deployment))

  test('comes back as it was written', () => {
    expect(getDeployment(store, 'd1')).toEqual(deployment)
  })

  test('takes steps of the lifecycle only for its owner', () => {
    expect(() => takeStep(store, 'd1', 'a', 'deploy', 2)).toThrow(/Another process/)
    takeLease(store, 'd1', here, 0, () => false)
    expect(takeStep(store, 'd1', 'a', 'deploy', 2)).toBe('deploying')
    expect(() => takeStep(store, 'd1', 'b', 'deployed', 2)).toThrow(/Another process/)
    expect(() => takeStep(store, 'd1', 'a', 'measured', 2)).toThrow(/cannot take the step/)
    expect(getDeployment(store, 'd1').phase).toBe('deploying')
  })

  test('keeps the first failure', () => {
    recordFailure(store, 'd1', {
      stack: 's',
      resource: 'First',
      reason: 'cause',
      resources: [],
      console: null,
    })
    recordFailure(store, 'd1', {
      stack: 's',
      resource: 'Second',
      reason: 'consequence',
      resources: [],
      console: null,
    })
    expect(getDeployment(store, 'd1').failure?.resource).toBe('First')
  })

  test('keeps what a change of a stack does not name', () => {
    updateStack(store, 'd1', 'sluice-d1-base', { arn: 'arn:1', status: 'CREATE_IN_PROGRESS' })
    updateStack(store, 'd1', 'sluice-d1-base', { status: 'CREATE_COMPLETE', outputs: { VpcId: 'vpc-1' } })
    expect(getDeployment(store, 'd1').stacks[0]).toMatchObject({
      arn: 'arn:1',
      status: 'CREATE_COMPLETE',
      outputs: { VpcId: 'vpc-1' },
    })
  })

  test('is held by one at a time, until the lease runs out, is given back, or its holder is known to be dead', () => {
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

test('activities are numbered, and read from a number on', () => {
  const say = (message: string) =>
    appendActivity(store, { atMs: 1, deploymentId: 'd1', runId: null, level: 'info', message }).seq
  const first = say('one')
  const second = say('two')
  expect(listActivities(store, first).map((activity) => activity.message)).toEqual(['two'])
  expect(latestActivity(store)).toBe(second)
})
