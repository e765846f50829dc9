import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { getDeployment } from '../../../../electron/engine/store/deployments.ts'
import { migrations } from '../../../../electron/engine/store/migrations.ts'
import { openStore } from '../../../../electron/engine/store/open.ts'

test('a database of the first format is copied, brought up to date, and reads as before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-migrating-'))
  const file = join(folder, 'sluice.db')
  const old = new Database(file)
  old.exec(migrations[0] ?? '')
  old.pragma('user_version = 1')
  const load = { threads: 1, connections: 1, durationSec: 1, rounds: 1, leadIn: { kind: 'one-request' } }
  const plan = JSON.stringify({ paths: ['/'], load, predictions: {} })
  old
    .prepare(
      `INSERT INTO deployments (id, experiment_id, account, region, scenarios, options, plan, phase, failure, created_at_ms, changed_at_ms)
       VALUES ('d1', 'proxy-2017', '{"kind":"practice"}', 'us-west-2', '["elb"]', '{}', ?, 'removed', '{"stack":null,"resource":null,"reason":"why"}', 1, 2)`,
    )
    .run(plan)
  old
    .prepare(
      `INSERT INTO deployments (id, experiment_id, account, region, scenarios, options, plan, phase, failure, created_at_ms, changed_at_ms)
       VALUES ('d2', 'proxy-2017', '{"kind":"practice"}', 'us-west-2', '["elb"]', '{}', ?, 'stranded', '{"stack":"s","resource":"r","reason":"in use"}', 1, 2)`,
    )
    .run(plan)
  old
    .prepare(
      "INSERT INTO stacks VALUES ('d1', 'sluice-d1-base', 0, 'base', NULL, NULL, 'DELETE_COMPLETE', '{}')",
    )
    .run()
  old.close()

  const store = openStore(file)
  expect(existsSync(`${file}.before-format-${migrations.length}`)).toBe(true)
  expect(getDeployment(store, 'd1')).toMatchObject({
    phase: 'removed',
    capUsd: 5,
    expiresAtMs: null,
    receipt: null,
    origin: 'made',
    failure: { reason: 'why', resources: [], console: null },
    stacks: [{ name: 'sluice-d1-base', billables: [], retained: [] }],
  })
  // What had failed of one that is stranded was its removal.
  expect(getDeployment(store, 'd2')).toMatchObject({ failure: null, removalFailure: { reason: 'in use' } })
  store.close()
  rmSync(folder, { recursive: true })
})
