import { describe, expect, test } from 'vitest'
import { planSchema, type Deployment } from '../../../shared/deployment.ts'
import { choicesSchema } from '../../../shared/contract.ts'
import { experimentSchema } from '../../../shared/experiment.ts'
import { scenarioSchema } from '../../../shared/scenario.ts'
import { readFileSync } from 'node:fs'
import { aDeployment } from '../../examples.ts'
import { changeDraft, draftOf, type Draft, type DraftChange } from '../../../renderer/screens/plan/draft.ts'
import { choicesOfDraft, faultsOf, isFaultless } from '../../../renderer/screens/plan/draft-faults.ts'
import { durationOf } from '../../../renderer/screens/plan/duration.ts'
import { loadOf, presetOf, publishedTitle, quickLoad } from '../../../renderer/screens/plan/presets.ts'
import { faultySteps, neighbours, placeError } from '../../../renderer/screens/plan/steps.ts'

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../templates/${file}`, import.meta.url), 'utf8'))
const experiment = experimentSchema.parse(read('experiments/proxy-2017.json'))
const scenarios = experiment.scenarios.map((id) =>
  scenarioSchema.parse(read(`scenarios/${id}/scenario.json`)),
)

const deployment: Deployment = aDeployment({
  experimentId: experiment.id,
  account: { kind: 'practice' },
  region: experiment.region,
  scenarios: experiment.scenarios,
  options: Object.fromEntries(
    scenarios.map(({ id, options }) => [
      id,
      Object.fromEntries(options.map((option) => [option.parameter, option.default])),
    ]),
  ),
  plan: planSchema.parse({ ...quickLoad(experiment), predictions: { 'http-proxy': 0.225 } }),
})
const start = draftOf(deployment, experiment)
const changed = (...changes: DraftChange[]): Draft =>
  changes.reduce((draft, change) => changeDraft(draft, change, experiment), start)
const faults = (...changes: DraftChange[]): ReturnType<typeof faultsOf> =>
  faultsOf(changed(...changes), scenarios)

describe('a draft', () => {
  test('goes to the engine and back without a loss', () => {
    const { experimentId, ...rest } = choicesSchema.parse(choicesOfDraft(start, experiment.id))
    expect(experimentId).toBe(experiment.id)
    const { load, paths, predictions, afterwards = deployment.afterwards } = rest
    const { capUsd = deployment.capUsd, lifetimeMs = deployment.lifetimeMs } = rest
    const again = {
      ...deployment,
      ...rest,
      afterwards,
      capUsd,
      lifetimeMs,
      plan: planSchema.parse({ load, paths, predictions }),
      scenarios: rest.scenarios ?? [],
      region: rest.region ?? '',
    }
    expect(draftOf(again, experiment)).toEqual(start)
    expect(predictions).toEqual({ 'http-proxy': 0.225 })
  })

  test('keeps scenarios in the order of the experiment, and the options of those that were left out', () => {
    const option = {
      kind: 'option',
      scenarioId: 'lambda-256',
      parameter: 'ConnectionReuse',
      value: 'keep-alive',
    } as const
    const without = changed(option, { kind: 'scenario', id: 'lambda-256', chosen: false })
    expect(without.scenarios).toEqual(['elb', 'lambda-512', 'lambda-1024', 'http-proxy'])
    expect(Object.keys(choicesOfDraft(without, experiment.id).options ?? {})).not.toContain('lambda-256')
    const back = changeDraft(without, { kind: 'scenario', id: 'lambda-256', chosen: true }, experiment)
    expect(back.scenarios).toEqual(experiment.scenarios)
    expect(choicesOfDraft(back, experiment.id).options?.['lambda-256']?.['ConnectionReuse']).toBe(
      'keep-alive',
    )
  })

  test('a prediction that was taken back is none', () => {
    const draft = changed({ kind: 'prediction', scenarioId: 'http-proxy', percent: null })
    expect(choicesOfDraft(draft, experiment.id).predictions).toEqual({})
  })
})

describe('presets', () => {
  test('fill the fields in, and a change of one field makes the values own', () => {
    expect(start.preset).toBe('quick')
    const published = changed({ kind: 'preset', preset: 'published' })
    expect([loadOf(published.load), published.paths]).toEqual([experiment.load, experiment.paths])
    expect(presetOf(loadOf(published.load), published.paths, experiment)).toBe('published')
    const own = changed({ kind: 'preset', preset: 'published' }, { kind: 'load', load: { durationSec: 5 } })
    expect(own).toMatchObject({ preset: 'own', load: { threads: 25, durationSec: 5, leadIn: 'one-request' } })
    expect(changed({ kind: 'preset', preset: 'own' }).load).toEqual(start.load)
  })

  test('quick is one path, three rounds of three seconds after as much lead-in', () => {
    const { load, paths } = quickLoad(experiment)
    expect(paths).toEqual(['/'])
    expect(load).toEqual({
      threads: 25,
      connections: 50,
      durationSec: 3,
      rounds: 3,
      leadIn: { kind: 'load', seconds: 3 },
    })
  })

  test('the published one is named after the year in the title', () => {
    expect(publishedTitle(experiment)).toBe('Exactly as in 2017')
    expect(publishedTitle({ ...experiment, title: 'Something else' })).toBe('As the experiment says')
  })
})

describe('faults', () => {
  test('a sound draft has none', () => {
    expect(isFaultless(faults())).toBe(true)
    expect(faultySteps(faults())).toEqual([])
  })

  test('stand at the field they speak of', () => {
    const found = faults({ kind: 'load', load: { connections: 51, durationSec: null, rounds: 2.5 } })
    expect(found.load.connections).toMatch(/^Connections must divide evenly .* use 50 or 75 connections\.$/)
    expect(found.load.durationSec).toBe('Duration must be a whole number from 1 to 3600 s.')
    expect(found.load.rounds).toMatch(/whole number from 1 to 100; it is 2.5\.$/)
    expect(faultySteps(found)).toEqual(['load'])
    expect(isFaultless(found)).toBe(false)
  })

  test('the lead-in counts only when it is a stretch of load', () => {
    expect(faults({ kind: 'load', load: { leadInSec: 61 } }).load.leadInSec).toContain('0 to 60 s')
    expect(faults({ kind: 'load', load: { leadInSec: 61, leadIn: 'one-request' } }).load).toEqual({})
  })

  test('at least one scenario, one path, options within their bounds, shares of at most all', () => {
    const none = experiment.scenarios.map((id) => ({ kind: 'scenario', id, chosen: false }) as const)
    expect(faults(...none).scenarios).toBe('Choose at least one scenario.')
    expect(faults({ kind: 'path', path: '/', chosen: false }).paths).toBe('Choose at least one path.')
    const throttle = (value: string): DraftChange => ({
      kind: 'option',
      scenarioId: 'http-proxy',
      parameter: 'ThrottleRate',
      value,
    })
    expect(faults(throttle('10001')).options).toEqual({
      'http-proxy': { ThrottleRate: 'A whole number from 1 to 10,000.' },
    })
    expect(faults(throttle('')).options).not.toEqual({})
    expect(faults(throttle('1000')).options).toEqual({})
    expect(faultySteps(faults({ kind: 'prediction', scenarioId: 'elb', percent: 101 }))).toEqual(['predict'])
  })

  test('of the options of a scenario that is not chosen do not count', () => {
    const wrong = { kind: 'option', scenarioId: 'http-proxy', parameter: 'ThrottleRate', value: '0' } as const
    expect(isFaultless(faults(wrong, { kind: 'scenario', id: 'http-proxy', chosen: false }))).toBe(true)
  })
})

test('what the engine refuses is put at the field it names', () => {
  const place = (message: string, code: 'invalid-input' | 'aws' | 'account-refused' = 'invalid-input') =>
    placeError({ code, message, details: {} }, faults())
  expect(place('rounds must be a whole number from 1 to 100; it is 0.')?.load.rounds).toMatch(/^Rounds must/)
  expect(
    place('options: ThrottleRate of http-proxy must be one of 1 to 10000, not "0".')?.options['http-proxy'],
  ).toHaveProperty('ThrottleRate')
  expect(place('scenario: proxy-2017 does not compare "x".')?.scenarios).toBe(
    'Proxy-2017 does not compare "x".',
  )
  expect(place('path: "/x" is not a path of proxy-2017.')?.paths).toContain('"/x"')
  expect(place('Profiles are not supported yet.', 'account-refused')?.account).toBe(
    'Profiles are not supported yet.',
  )
  expect(place('The database is locked.', 'aws')).toBeNull()
  expect(place('Something else is wrong.')).toBeNull()
})

test('the time of a draft is trials times lead-in and duration, and the deploying', () => {
  const { trials, measureMs, deployMs, totalMs } = durationOf(start, loadOf(start.load))
  expect([trials, measureMs]).toEqual([15, 90_000])
  expect(totalMs).toBeGreaterThan(measureMs + deployMs)
  expect(durationOf(start, { ...loadOf(start.load), rounds: Number.NaN }).totalMs).toBeNaN()
})

test('steps know their neighbours', () => {
  expect(neighbours('question')).toEqual({ before: null, after: 'account' })
  expect(neighbours('review')).toEqual({ before: 'predict', after: null })
})
