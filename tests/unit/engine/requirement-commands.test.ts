import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import type { CommandContext, Handlers } from '../../../electron/engine/commands/handlers.ts'
import { requirementCommands } from '../../../electron/engine/commands/requirements.ts'
import { createDispatch, type Dispatch } from '../../../electron/engine/dispatch.ts'
import { openStore, type Store } from '../../../electron/engine/store/open.ts'
import { errorData } from '../../../shared/errors.ts'
import { defaultRequirements } from '../../../shared/requirement-rules.ts'

let folder: string
let store: Store
let dispatch: Dispatch
let announced: unknown[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-requirements-'))
  store = openStore(join(folder, 'sluice.db'))
  announced = []
  const context = {
    store,
    catalog: openCatalog(),
    announce: (name: string, data: unknown) => void announced.push([name, data]),
  }
  const handlers = requirementCommands({ context } as unknown as CommandContext)
  dispatch = createDispatch(handlers as Handlers, errorData)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const experimentId = 'proxy-2017'

test('what nobody has said are the defaults; what somebody says is kept and announced', async () => {
  expect(await dispatch('requirements.get', { experimentId })).toEqual({
    ok: true,
    value: { experimentId, requirements: defaultRequirements, changedAtMs: null },
  })
  const requirements = { ...defaultRequirements, requestsPerMonth: 3_000_000 }
  const set = await dispatch('requirements.set', { experimentId, requirements })
  expect(set).toMatchObject({ ok: true, value: { experimentId, requirements } })
  expect(await dispatch('requirements.get', { experimentId })).toEqual(set)
  expect(announced).toEqual([['requirements.changed', set.ok ? set.value : null]])
})

test('what has a fault is refused by its field, and what was kept stays', async () => {
  const requirements = { ...defaultRequirements, peakPerSec: 0 }
  expect(await dispatch('requirements.set', { experimentId, requirements })).toMatchObject({
    ok: false,
    error: {
      code: 'invalid-input',
      details: {
        faults: [{ field: 'requirements.peakPerSec', message: 'Must be from 1 to 1,000,000.' }],
      },
    },
  })
  const wrongType = { ...defaultRequirements, mustHaves: ['a-pony'] }
  const refused = await dispatch('requirements.set', { experimentId, requirements: wrongType })
  expect(refused).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  expect(JSON.stringify(refused)).toContain('requirements.mustHaves.0')
  expect(await dispatch('requirements.get', { experimentId })).toMatchObject({
    value: { requirements: defaultRequirements, changedAtMs: null },
  })
  expect(announced).toEqual([])
})

test('an experiment that is not known has none', async () => {
  expect(await dispatch('requirements.get', { experimentId: 'none' })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
})
