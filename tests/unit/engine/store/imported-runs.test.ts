import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runsOf } from '../../../../electron/engine/imports/import-runs.ts'
import { exportCommands } from '../../../../electron/engine/commands/export-runs.ts'
import type { EngineContext } from '../../../../electron/engine/engine-context.ts'
import { exportRun } from '../../../../electron/engine/reports/formats.ts'
import { runTextOf } from '../../../../electron/engine/reports/run-text-of.ts'
import { openStore, type Store } from '../../../../electron/engine/store/open.ts'
import { createRuns, type Runs } from '../../../../electron/engine/store/runs.ts'
import { assess } from '../../../../shared/assessment.ts'
import type { AppError } from '../../../../shared/errors.ts'
import { defaultRequirements } from '../../../../shared/requirement-rules.ts'
import { builtInPrices } from '../../../../shared/prices.ts'
import { aRun } from '../../../examples.ts'
import { olderReport } from '../reports/older-report.ts'
import { recordedExample } from '../reports/recorded-example.ts'
import { fixtureText } from '../imports/fixture.ts'

const recorded = recordedExample()
const { run, trials, experiment } = recorded

let folder: string
let store: Store
let runs: Runs
let announced: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-imported-'))
  store = openStore(join(folder, 'sluice.db'))
  announced = []
  runs = createRuns(store, (name) => void announced.push(name))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

function ours(id = run.id): string {
  return exportRun({ ...recorded, run: { ...run, id } }).text
}

/** What a saved run is exported as, by a version that knows neither its experiment nor its scenarios. */
async function exported(id: string, format?: string): Promise<string> {
  const context = {
    store,
    runs,
    catalog: { experiments: [], scenarios: [] },
    deployments: { find: () => undefined },
  } as unknown as EngineContext
  const { text } = await exportCommands(context, (own) => runs.get(own))['runs.export']({ id, format })
  return text
}

function importTexts(texts: string[], scenario: string | null = null, name = 'file.json') {
  return runs.addImported(
    runsOf({ files: texts.map((text) => ({ name, text, scenario })), interleaved: false }, 1_000),
  )
}

/** What is thrown; undefined where nothing is. */
function thrownBy(work: () => unknown): AppError | undefined {
  try {
    work()
    return undefined
  } catch (thrown) {
    return thrown as AppError
  }
}

describe('a run of Sluice', () => {
  test('is saved with its trials, marked as imported, and says the same', () => {
    const [saved] = importTexts([ours()], null, 'folder/run.json')
    expect(saved).toMatchObject({
      id: run.id,
      deploymentId: '',
      imported: { format: 'sluice', fileNames: ['run.json'], atMs: 1_000 },
    })
    expect(runs.list()).toEqual([saved])
    expect(assess(runs.get(run.id), runs.trials(run.id), experiment)).toEqual(assess(run, trials, experiment))
    expect(announced).toEqual(['run.changed'])
  })

  test.each(Array.from({ length: 10 }, (_, seed) => seed))(
    'exported, imported and exported again it is the same file (seed %i)',
    async (seed) => {
      const stated = { requirements: defaultRequirements, prices: builtInPrices }
      const made = recordedExample({ seed, rounds: 6 + (seed % 3), stated: seed % 2 === 0 ? stated : null })
      const json = exportRun(made).text
      const report = exportRun(made, 'html').text
      importTexts([seed % 4 < 2 ? json : report])
      expect(await exported(run.id)).toBe(json)
      expect(await exported(run.id, 'html')).toBe(report)
      const { order } = made.trials[0] ?? { order: 0 }
      expect(runs.histogram(run.id, order)).toBe(made.histogramOf(order))
    },
  )

  test.each(['2026-11-26-14-01', '2026-11-26-17-20'])(
    'from a report of an earlier version says the same, and is the same file from then on (%s)',
    async (name) => {
      const report = olderReport(name)
      const { assessment } = JSON.parse(runTextOf(report) ?? '') as { assessment: object }
      const [saved] = importTexts([report])
      const id = saved?.id ?? ''
      const [json, html] = [await exported(id), await exported(id, 'html')]
      expect(JSON.parse(json)).toMatchObject({ schemaVersion: 4, assessment })
      expect(thrownBy(() => importTexts([report]))?.code).toBe('conflict')
      store.close()
      store = openStore(join(folder, 'second.db'))
      runs = createRuns(store, () => undefined)
      importTexts([html])
      expect(await exported(id)).toBe(json)
      expect(await exported(id, 'html')).toBe(html)
    },
  )

  test('that was imported before is a conflict, in whatever layout', () => {
    importTexts([ours()])
    const compact = JSON.stringify(JSON.parse(ours()))
    for (const text of [ours(), compact]) {
      const error = thrownBy(() => importTexts([text]))
      expect(error).toMatchObject({ code: 'conflict', details: { resource: 'run', id: run.id } })
    }
    expect(runs.list()).toHaveLength(1)
  })

  test('that was measured here is a conflict, and stays as it was', () => {
    runs.add(aRun({ id: run.id, title: 'Mine' }), [])
    expect(thrownBy(() => importTexts([ours()]))).toMatchObject({ code: 'conflict' })
    expect(runs.list()).toMatchObject([{ id: run.id, title: 'Mine', imported: null }])
  })

  test('that was imported and deleted is put back with what a person has written', () => {
    importTexts([ours()])
    runs.change(run.id, { title: 'The old account' })
    runs.discard(run.id, 2_000)
    expect(runs.list()).toEqual([])
    expect(importTexts([ours()])).toMatchObject([{ id: run.id, title: 'The old account' }])
    expect(runs.list()).toHaveLength(1)
  })
})

describe('several files', () => {
  test('are saved all or none', () => {
    importTexts([ours('r2')])
    announced = []
    expect(thrownBy(() => importTexts([ours('r1'), ours('r2'), ours('r3')]))).toMatchObject({
      code: 'conflict',
    })
    expect(runs.list().map(({ id }) => id)).toEqual(['r2'])
    expect(announced).toEqual([])
    expect(importTexts([ours('r1'), ours('r3')]).map(({ id }) => id)).toEqual(['r1', 'r3'])
  })

  test('of another tool are one run, with every single latency where a file has them', () => {
    const [saved] = importTexts([fixtureText('hey.csv')], 'before', 'before.csv')
    const id = saved?.id ?? ''
    expect(runs.get(id)).toMatchObject({
      account: { kind: 'elsewhere', tool: 'hey CSV' },
      scenarios: [{ id: 'before', title: 'before' }],
      imported: { format: 'hey-csv', fileNames: ['before.csv'] },
      conditions: null,
      cost: null,
    })
    expect(runs.histogram(id, 0)?.length).toBeGreaterThan(100)
    expect(runs.filed(id)).toBeNull()
  })

  test('of another tool are known again with the same scenarios only', () => {
    importTexts([fixtureText('hey.txt')], 'before')
    expect(thrownBy(() => importTexts([fixtureText('hey.txt')], 'before'))).toMatchObject({
      code: 'conflict',
    })
    expect(importTexts([fixtureText('hey.txt')], 'after')).toHaveLength(1)
  })

  test('of another tool need their scenario, and those of Sluice have theirs', () => {
    expect(thrownBy(() => importTexts([fixtureText('hey.txt')], null, 'a.txt'))).toMatchObject({
      code: 'invalid-input',
      details: { scenarios: [{ name: 'a.txt', format: 'hey' }] },
    })
    expect(thrownBy(() => importTexts([ours()], 'before'))?.code).toBe('invalid-input')
    expect(runs.list()).toEqual([])
  })

  test('exported and imported elsewhere, a run of another tool says the same', async () => {
    const [saved] = importTexts([fixtureText('wrk.txt'), fixtureText('hey.txt')], 'before')
    const id = saved?.id ?? ''
    const text = await exported(id)
    expect(JSON.parse(text)).toMatchObject({
      run: { load: null, account: { kind: 'elsewhere', connections: null } },
    })
    const [{ run: back, trials: made } = { run: saved, trials: [] }] = runsOf(
      { files: [{ name: 'x', text, scenario: null }], interleaved: false },
      2_000,
    )
    expect(back).toMatchObject({ id, load: saved?.load, account: saved?.account, rule: saved?.rule })
    expect(made.map(({ trial }) => trial)).toEqual(runs.trials(id))
  })
})
