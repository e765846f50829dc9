import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { wrk } from '../../../electron/engine/load/wrk/wrk.ts'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { requireComplete, saveDraft } from '../../../electron/engine/deployments/drafts.ts'
import { planDeployment } from '../../../electron/engine/deployments/plan-deployment.ts'
import { createRun } from '../../../electron/engine/runs/create-run.ts'
import { createRuns } from '../../../electron/engine/store/runs.ts'
import { createDeployments } from '../../../electron/engine/store/deployments.ts'
import { openStore } from '../../../electron/engine/store/open.ts'
import { quickChoices, untouchedDraft } from '../../../shared/quick-choices.ts'
import { draftOf } from '../../../renderer/screens/plan/draft.ts'
import { typedOf } from '../../../renderer/screens/plan/draft-faults.ts'
import {
  choicesOf,
  choicesOfRun,
  runAgainOf,
  sameChoices,
  choicesOfTyped,
  type FullChoices,
} from '../../../shared/choices.ts'
import { choicesSchema, runChoicesSchema } from '../../../shared/choices-schema.ts'
import type { CommandInput } from '../../../shared/contract.ts'
import { planSchema, type Deployment } from '../../../shared/deployment.ts'
import { loadSchema } from '../../../shared/experiment.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluice-choices-'))
const store = openStore(join(folder, 'sluice.db'))
const deployments = createDeployments(store, () => undefined)
const runs = createRuns(store, () => undefined)
const catalog = openCatalog()
const experiment = catalog.experiment('proxy-2017')
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

/** Every field, each different from its default, so that a lost one shows. */
const chosen: FullChoices = {
  experimentId: experiment.id,
  account: { kind: 'profile', profile: 'work' },
  region: 'eu-central-1',
  scenarios: ['elb', 'http-proxy'],
  options: { elb: {}, 'http-proxy': { ThrottleRate: '1000', ThrottleBurst: '500' } },
  paths: experiment.paths.slice(1, 2),
  load: {
    threads: 3,
    connections: 9,
    durationSec: 7,
    rounds: 9,
    leadIn: { kind: 'load', seconds: 11 },
    untilSure: { same: 0.03, precise: 0.07 },
    light: true,
    spread: true,
    service: {
      timeMs: 20,
      answer: { kind: 'generated', bytes: 10_000 },
      request: { kind: 'post', bytes: 1_000 },
    },
  },
  predictions: { elb: 1, 'http-proxy': 0.2225 },
  capUsd: 1,
  lifetimeMs: 900_000,
  roleBoundary: 'arn:aws-us-gov:iam::123456789012:policy/developers',
  afterwards: 'tear-down',
}

let count = 0
/** The row that the engine makes of choices, as it comes back from the database. */
function planned(choices: CommandInput<'deployments.plan'>): Deployment {
  count += 1
  const id = `d${count}`
  return deployments.add(planDeployment(catalog, choicesSchema.parse(choices), id))
}

/** The id of a run that has ended, so that another can follow on its deployment. */
function measured(deployment: Deployment, choices: CommandInput<'runs.start'>): string {
  const { id } = createRun({ runs, catalog, loadTool: wrk }, deployment, runChoicesSchema.parse(choices))
  runs.finish(id, 'succeeded', null, Date.now())
  return id
}

const keysOf = (value: object): string[] => Object.keys(value).toSorted()

describe('the example', () => {
  test('has every field of the schema', () => {
    expect(keysOf(chosen)).toEqual(keysOf(choicesSchema.shape))
    expect(keysOf(chosen.load)).toEqual(keysOf(loadSchema.shape))
  })

  test('differs from the default in every field', () => {
    const usual = choicesOf(planned({ experimentId: experiment.id }))
    for (const field of keysOf(chosen).filter((key) => key !== 'experimentId') as (keyof FullChoices)[]) {
      expect(chosen[field], field).not.toEqual(usual[field])
    }
    for (const field of keysOf(chosen.load) as (keyof FullChoices['load'])[]) {
      expect(chosen.load[field], field).not.toEqual(usual.load[field])
    }
  })

  // Each run draws its own seed.
  test('can say everything that a plan holds', () => {
    expect(keysOf(chosen)).toEqual(expect.arrayContaining(keysOf(planSchema.omit({ seed: true }).shape)))
  })
})

describe('every choice survives', () => {
  test('to discard a draft and to undo it', () => {
    expect(choicesOf(planned(choicesOf(planned(chosen))))).toEqual(chosen)
  })

  test('to open a draft in the wizard and to save it', () => {
    const draft = draftOf(planned(chosen), experiment)
    expect(choicesOf(planned(choicesOfTyped(typedOf(draft), experiment.id)))).toEqual(chosen)
  })

  test('with a fault, which only the start refuses', () => {
    const { id } = planned(chosen)
    const { experimentId: _experimentId, ...typed } = choicesOf(planned(chosen))
    const faulty = { ...typed, scenarios: [], capUsd: null, load: { ...typed.load, rounds: null } }
    const saved = saveDraft({ catalog, deployments }, id, faulty)
    expect(deployments.get(id)).toEqual(saved)
    expect(saved.typed).toEqual(faulty)
    expect(choicesOf(saved)).toEqual(chosen)
    const refused = vi.fn<(thrown: unknown) => void>()
    try {
      requireComplete(catalog, saved)
    } catch (thrown) {
      refused(thrown)
    }
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ code: 'invalid-input' }))
    const corrected = saveDraft({ catalog, deployments }, id, { ...typed, capUsd: 2 })
    expect([corrected.typed, corrected.capUsd]).toEqual([null, 2])
    expect(requireComplete(catalog, corrected)).toBe(corrected)
  })

  test('to duplicate a run', () => {
    const deployment = planned(chosen)
    const run = runs.get(measured(deployment, { deploymentId: deployment.id }))
    expect(choicesOf(planned(choicesOfRun(run, deployment)))).toEqual(chosen)
  })

  test('to run again, and to duplicate that run', () => {
    // A deployment is made for one service; everything else can change from run to run.
    const deployedFor = { ...experiment.load, service: chosen.load.service }
    const deployment = planned({ ...chosen, paths: experiment.paths, load: deployedFor })
    const { paths, load } = chosen
    const first = runs.get(measured(deployment, { deploymentId: deployment.id, paths, load }))
    const again = runs.get(measured(deployment, runAgainOf(first)))
    for (const field of keysOf(planSchema.omit({ seed: true }).shape) as (keyof FullChoices &
      keyof typeof again)[]) {
      expect(again[field], field).toEqual(chosen[field])
    }
    expect(choicesOf(planned(choicesOfRun(again, deployment)))).toEqual(chosen)
  })
})

describe('a quick start', () => {
  const quick = quickChoices(experiment, catalog.scenarios)

  test('goes on with a draft that holds the same choices', () => {
    const draft = planned(quick)
    expect(choicesOf(draft)).toEqual(quick)
    expect(untouchedDraft([draft], quick)).toBe(draft)
  })

  test.each(keysOf(chosen).filter((key) => key !== 'experimentId'))(
    'makes a new one where %s was changed',
    (field) => {
      // Left out, options get their defaults for the chosen scenarios.
      const changed = { ...quick, options: {}, [field]: chosen[field as keyof FullChoices] }
      expect(untouchedDraft([planned(changed)], quick)).toBeUndefined()
    },
  )

  test('is over once it was started', () => {
    expect(untouchedDraft([{ ...planned(quick), phase: 'ready' }], quick)).toBeUndefined()
  })
})

test('choices are the same whatever the order of their keys', () => {
  const turned = Object.fromEntries(Object.entries(chosen).toReversed()) as unknown as FullChoices
  expect(sameChoices(chosen, turned)).toBe(true)
  expect(sameChoices(chosen, { ...chosen, scenarios: chosen.scenarios.toReversed() })).toBe(false)
})
