import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deploymentSchema } from '../../../../shared/deployment.ts'
import { runSchema, trialSchema } from '../../../../shared/run.ts'
import { listActivities } from '../../../../electron/engine/store/activities.ts'
import { takeAsks } from '../../../../electron/engine/store/asks.ts'
import { createDeployments, type Deployments } from '../../../../electron/engine/store/deployments.ts'
import { readLease } from '../../../../electron/engine/store/leases.ts'
import { migrations } from '../../../../electron/engine/store/migrations.ts'
import { openStore, type Store } from '../../../../electron/engine/store/open.ts'
import { createRuns, type Runs } from '../../../../electron/engine/store/runs.ts'
import { readSettings } from '../../../../electron/engine/store/settings.ts'
import { listStackResources } from '../../../../electron/engine/store/stack-resources.ts'
import { listStackSteps } from '../../../../electron/engine/store/stack-steps.ts'
import { decodeHistogram } from '../../../../shared/histogram-text.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-migrating-'))
  file = join(folder, 'sluice.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a database of the first format is copied, brought up to date, and reads as before', () => {
  const old = new Database(file)
  old.exec(migrations[0] ?? '')
  old.pragma('user_version = 1')
  const load = { threads: 1, connections: 1, durationSec: 1, rounds: 1, leadIn: { kind: 'one-request' } }
  const plan = JSON.stringify({ paths: ['/'], load, predictions: {} })
  const insert = old.prepare(
    `INSERT INTO deployments (id, experiment_id, account, region, scenarios, options, plan, phase, failure,
       created_at_ms, changed_at_ms)
     VALUES (?, 'proxy-2017', '{"kind":"practice"}', 'us-west-2', '["elb"]', '{}', ?, ?, ?, 1, 2)`,
  )
  insert.run('d1', plan, 'removed', '{"stack":null,"resource":null,"reason":"why"}')
  insert.run('d2', plan, 'stranded', '{"stack":"s","resource":"r","reason":"in use"}')
  old
    .prepare(
      "INSERT INTO stacks VALUES ('d1', 'sluice-d1-base', 0, 'base', NULL, NULL, 'DELETE_COMPLETE', '{}')",
    )
    .run()
  old.close()

  const store = openStore(file)
  expect(existsSync(`${file}.before-format-${migrations.length}`)).toBe(true)
  const deployments = createDeployments(store, () => {})
  expect(deployments.get('d1')).toMatchObject({
    phase: 'removed',
    capUsd: 5,
    expiresAtMs: null,
    receipt: null,
    afterwards: 'keep',
    provenance: 'made',
    failure: { reason: 'why', resources: [], console: null },
    stacks: [{ name: 'sluice-d1-base', billables: [], retained: [] }],
  })
  // What had failed of one that is stranded was its removal.
  expect(deployments.get('d2')).toMatchObject({ failure: null, removalFailure: { reason: 'in use' } })
  store.close()
})

/** `tests/fixtures/format-3.sqlite` was written by Sluice before format 4, with rows of every kind. */
describe('a database of format 3', () => {
  const startMs = Date.UTC(2026, 10, 20, 9)
  let store: Store
  let deployments: Deployments
  let runs: Runs
  beforeEach(() => {
    copyFileSync('tests/fixtures/format-3.sqlite', file)
    store = openStore(file)
    deployments = createDeployments(store, () => {})
    runs = createRuns(store, () => {})
  })
  afterEach(() => store.close())

  test('keeps its deployments, of which none is torn down by a wish that nobody had', () => {
    const all = deployments.list()
    expect(all.map(({ id }) => id)).toEqual([
      'removed',
      'stranded',
      'removing',
      'measuring',
      'ready',
      'deploying',
      'planned',
    ])
    for (const deployment of all) {
      expect(deploymentSchema.parse(deployment)).toEqual(deployment)
      expect(deployment).toMatchObject({
        phase: deployment.id,
        afterwards: 'keep',
        provenance: deployment.id === 'removing' ? 'found' : 'made',
        plan: { paths: ['/', '/about'], load: { rounds: 3 }, predictions: { 'http-proxy': 0.4 } },
      })
      expect(deployment.stacks.map(({ kind }) => kind)).toEqual(['guard', 'base', 'backend', 'scenario'])
    }
  })

  test('keeps what each deployment has gone through', () => {
    expect(deployments.get('planned')).toMatchObject({ capUsd: 2.5, lifetimeMs: 900_000 })
    expect(deployments.get('deploying')).toMatchObject({
      account: { kind: 'profile', profile: 'work' },
      accountId: '123456789012',
      expiresAtMs: startMs + 8_200_000,
    })
    expect(readLease(store, 'deploying')).toMatchObject({
      token: 'owner-token',
      pid: 4242,
      host: 'workstation',
    })
    expect(deployments.get('ready').stacks[1]).toMatchObject({
      outputs: { VpcId: 'vpc-1', ZoneA: 'us-west-2a' },
      createdAtMs: startMs + 2_000_100,
    })
    expect(takeAsks(store, 'measuring')).toEqual(['cancel-run'])
    expect(takeAsks(store, 'removing')).toEqual(['remove'])
    expect(deployments.get('removing').failure).toMatchObject({ stack: 'sluice-removing-backend' })
    expect(deployments.get('stranded')).toMatchObject({
      failure: null,
      removalFailure: { resource: 'LoadBalancer', resources: ['LoadBalancer'] },
    })
    expect(deployments.get('stranded').stacks[2]).toMatchObject({
      billables: [{ kind: 'classic-load-balancer' }],
      retained: ['LoadBalancer'],
    })
    expect(listStackResources(store, 'stranded')).toHaveLength(1)
    expect(deployments.get('removed')).toMatchObject({
      billingStoppedAtMs: startMs + 6_500_000,
      receipt: { accountId: '000000000000', stays: [{ what: 'Metrics' }] },
    })
  })

  test('keeps its runs, each with the rule that it went by: a fixed number of rounds', () => {
    const all = runs.listNewest(20)
    expect(all.map(({ id, status }) => [id, status])).toEqual([
      ['whole', 'succeeded'],
      ['cut-off', 'interrupted'],
      ['going', 'running'],
      ['stopped', 'cancelled'],
      ['broken', 'failed'],
    ])
    expect(runs.list().map(({ id }) => id)).not.toContain('stopped')
    for (const run of all) {
      expect(runSchema.parse(run)).toEqual(run)
      expect(run).toMatchObject({ rule: { kind: 'fixed', rounds: 3 }, load: { rounds: 3 }, seed: 42 })
    }
    expect(runs.get('whole')).toMatchObject({
      title: 'Before the change',
      notes: 'Two lines\nof notes',
      tags: ['baseline'],
      conditions: { appVersion: '0.9.0', zones: ['us-west-2a', 'us-west-2b'] },
      cost: { usd: 0.12, usdPerMillion: { 'http-proxy': 3.5 } },
      finishedAtMs: startMs + 6_300_000,
    })
  })

  test('keeps its trials as those of a closed load in the first slot, with their histograms', () => {
    for (const { id } of runs.listNewest(20)) {
      const trials = runs.trials(id)
      expect(trials.map(({ order }) => order)).toEqual([...Array(12).keys()])
      for (const trial of trials) {
        expect(trialSchema.parse(trial)).toEqual(trial)
        expect(trial).toMatchObject({ slot: 0, load: 'closed' })
      }
    }
    expect(
      runs
        .trials('broken')
        .slice(0, 5)
        .map(({ status, result }) => [status, result?.goodRequests]),
    ).toEqual([
      ['succeeded', 1_000],
      ['invalid', 970],
      ['failed', undefined],
      ['interrupted', 1_000],
      ['pending', undefined],
    ])
    expect(decodeHistogram(runs.histogram('whole', 0) ?? '')).toEqual([
      [4_000, 700],
      [5_000, 290],
      [12_000, 10],
    ])
    expect(runs.histogram('broken', 2)).toBeNull()
  })

  test('keeps activities, steps of stacks, and settings', () => {
    expect(listActivities(store, 0).map(({ level, runId }) => [level, runId])).toEqual([
      ['info', null],
      ['warning', 'broken'],
      ['error', 'broken'],
      ['detail', null],
    ])
    expect(listStackSteps(store, 'ready', 0)).toMatchObject([{ logicalId: 'Vpc', status: 'CREATE_COMPLETE' }])
    expect(readSettings(store)).toEqual({ theme: 'dark', reducedMotion: 'system' })
  })
})
