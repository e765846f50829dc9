import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepRequirements, readRequirements } from '../../../../electron/engine/store/requirements.ts'
import { openStore, type Store } from '../../../../electron/engine/store/open.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import type { Requirements } from '../../../../shared/requirements.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-requirements-'))
  store = openStore(join(folder, 'sluice.db'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const own: Requirements = {
  ...defaultRequirements,
  requestsPerMonth: 5_000_000,
  latency: { percentile: 'p90', of: 'total', ms: 120 },
  mustHaves: ['tls-to-client'],
}

test('requirements are kept per experiment, the last ones said', () => {
  expect(readRequirements(store, 'one')).toBeUndefined()
  keepRequirements(store, { experimentId: 'one', requirements: defaultRequirements, changedAtMs: 1 })
  keepRequirements(store, { experimentId: 'other', requirements: defaultRequirements, changedAtMs: 2 })
  keepRequirements(store, { experimentId: 'one', requirements: own, changedAtMs: 3 })
  expect(readRequirements(store, 'one')).toEqual({ experimentId: 'one', requirements: own, changedAtMs: 3 })
  expect(readRequirements(store, 'other')?.requirements).toEqual(defaultRequirements)
})
