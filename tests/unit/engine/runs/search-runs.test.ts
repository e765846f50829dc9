import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openCatalog } from '../../../../electron/engine/catalog.ts'
import type { EngineContext } from '../../../../electron/engine/engine-context.ts'
import { createRunSearch } from '../../../../electron/engine/runs/search-runs.ts'
import { createDeployments } from '../../../../electron/engine/store/deployments.ts'
import { openStore, type Store } from '../../../../electron/engine/store/open.ts'
import { createRuns, type Runs } from '../../../../electron/engine/store/runs.ts'
import type { RunFilter } from '../../../../shared/run-search.ts'
import { aDeployment, aRun } from '../../../examples.ts'

const noFilter: RunFilter = { text: '', experimentId: '', account: '' }
const catalog = openCatalog()

let folder: string
let store: Store
let runs: Runs
let search: ReturnType<typeof createRunSearch>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-search-'))
  store = openStore(join(folder, 'sluice.db'))
  runs = createRuns(store, () => {})
  createDeployments(store, () => {}).add(aDeployment())
  for (let number = 0; number < 450; number += 1)
    runs.add(
      aRun({
        id: `r${String(number).padStart(3, '0')}`,
        status: 'succeeded',
        startedAtMs: Date.UTC(2026, 0, 1) + number,
        ...(number % 9 === 0 ? { account: { kind: 'profile', profile: 'work' } } : {}),
        title: number % 3 === 0 ? `Night ${number}` : null,
      }),
      [],
    )
  search = createRunSearch({ store, runs, catalog, guarded: (work: () => void) => work() } as EngineContext)
})
afterEach(() => {
  vi.useRealTimers()
  store.close()
  rmSync(folder, { recursive: true })
})

const find = (filter: Partial<RunFilter> = {}, most = 3, without: string[] = []) => {
  const found = search.find({ filter: { ...noFilter, ...filter }, most, without })
  return { ...found, runs: found.runs.map(({ id }) => id) }
}

test('a page is the newest runs, and says how many there are', () => {
  expect(find()).toEqual({
    runs: ['r449', 'r448', 'r447'],
    found: 450,
    saved: 450,
    accounts: ['Practice account', 'AWS profile work'],
  })
  expect(find({ account: 'AWS profile work' }, 2)).toMatchObject({ runs: ['r441', 'r432'], found: 50 })
  expect(find({ experimentId: 'another' })).toMatchObject({ runs: [], found: 0, saved: 450 })
})

test('runs that are being deleted are not counted', () => {
  expect(find({}, 2, ['r449', 'r447'])).toMatchObject({ runs: ['r448', 'r446'], found: 448, saved: 448 })
})

test('a search finds what holds every word, before and after the texts were put together', async () => {
  vi.useFakeTimers()
  expect(find({ text: 'night 44' })).toMatchObject({ runs: ['r447', 'r444', 'r441'], found: 4 })
  const other = createRunSearch({
    store,
    runs,
    catalog,
    guarded: (work: () => void) => work(),
  } as EngineContext)
  other.find({ filter: noFilter, most: 1, without: [] })
  await vi.runAllTimersAsync()
  expect(other.find({ filter: { ...noFilter, text: 'NIGHT  44' }, most: 9, without: [] }).found).toBe(4)
})

describe('what has changed is found at once', () => {
  test('by its new name, and no longer by its old one', () => {
    expect(find({ text: 'night 447' }).found).toBe(1)
    runs.change('r447', { title: 'Day', notes: 'loud fan' })
    expect(find({ text: 'night 447' }).found).toBe(0)
    expect(find({ text: 'day fan' })).toMatchObject({ runs: ['r447'], found: 1 })
  })

  test('where another process has written it', () => {
    expect(find({ text: 'breeze' }).found).toBe(0)
    const other = openStore(join(folder, 'sluice.db'))
    createRuns(other, () => {}).change('r001', { tags: ['breeze'] })
    other.close()
    expect(find({ text: 'breeze' })).toMatchObject({ runs: ['r001'], found: 1 })
  })

  test('where it was discarded, restored or added', () => {
    find()
    runs.discard('r449', 1)
    expect(find()).toMatchObject({ runs: ['r448', 'r447', 'r446'], saved: 449 })
    runs.discard('r449', null)
    runs.add(aRun({ id: 'rnew', status: 'succeeded', startedAtMs: Date.UTC(2027, 0, 1) }), [])
    expect(find()).toMatchObject({ runs: ['rnew', 'r449', 'r448'], saved: 451 })
  })
})

test('texts that were to be put together are left alone once the database is closed', async () => {
  vi.useFakeTimers()
  find()
  store.close()
  await vi.runAllTimersAsync()
  store = openStore(join(folder, 'sluice.db'))
})
