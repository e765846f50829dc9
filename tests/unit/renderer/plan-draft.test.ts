import { describe, expect, test } from 'vitest'
import { planSchema, typedChoicesSchema, type Deployment } from '../../../shared/deployment.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { experimentSchema } from '../../../shared/experiment.ts'
import { faultAt, invalidInput, type Fault } from '../../../shared/faults.ts'
import { scenarioSchema } from '../../../shared/scenario.ts'
import { readFileSync } from 'node:fs'
import { aDeployment } from '../../examples.ts'
import { changeDraft, draftOf, type Draft, type DraftChange } from '../../../renderer/screens/plan/draft.ts'
import { faultsOf, typedOf } from '../../../renderer/screens/plan/draft-faults.ts'
import { durationOf } from '../../../renderer/screens/plan/duration.ts'
import { loadOf, presetTitle } from '../../../renderer/screens/plan/load-fields.ts'
import { presetOf, presetPlan } from '../../../shared/presets.ts'
import { faultySteps, neighbours, placedFaults } from '../../../renderer/screens/plan/steps.ts'

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
  plan: planSchema.parse({
    ...presetPlan('quick', experiment, experiment.scenarios),
    predictions: { 'http-proxy': 0.225 },
  }),
})
const start = draftOf(deployment, experiment)
const changed = (...changes: DraftChange[]): Draft =>
  changes.reduce((draft, change) => changeDraft(draft, change, experiment), start)
const faults = (...changes: DraftChange[]): ReturnType<typeof faultsOf> =>
  faultsOf(changed(...changes), experiment, scenarios)

describe('a draft', () => {
  test('goes to the engine and back without a loss', () => {
    const typed = typedChoicesSchema.parse(JSON.parse(JSON.stringify(typedOf(start))))
    expect(draftOf({ ...deployment, typed }, experiment)).toEqual(start)
    expect(typed.predictions).toEqual({ 'http-proxy': 0.225 })
  })

  test('is kept with its faults: fields without a number, and no scenario', () => {
    const faulty = changed(
      { kind: 'load', load: { rounds: null, durationSec: 0, leadInSec: null } },
      { kind: 'limits', limits: { lifetimeHours: null, capUsd: -1 } },
      { kind: 'prediction', scenarioId: 'http-proxy', percent: 130 },
      { kind: 'region', region: 'mars' },
    )
    for (const draft of [faulty, { ...faulty, scenarios: [], predictions: {}, options: {} }]) {
      const typed = typedChoicesSchema.parse(JSON.parse(JSON.stringify(typedOf(draft))))
      expect(draftOf({ ...deployment, typed }, experiment)).toEqual({ ...draft, preset: null })
    }
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
    expect(Object.keys(typedOf(without).options ?? {})).not.toContain('lambda-256')
    const back = changeDraft(without, { kind: 'scenario', id: 'lambda-256', chosen: true }, experiment)
    expect(back.scenarios).toEqual(experiment.scenarios)
    expect(typedOf(back).options?.['lambda-256']?.['ConnectionReuse']).toBe('keep-alive')
  })

  test('a prediction that was taken back is none', () => {
    const draft = changed({ kind: 'prediction', scenarioId: 'http-proxy', percent: null })
    expect(typedOf(draft).predictions).toEqual({})
  })
})

describe('presets', () => {
  const account = { kind: 'profile', profile: 'work' } as const

  test('fill the fields in, and a change of one field makes the load a custom one', () => {
    expect(start.preset).toBe('quick')
    const exact = changed({ kind: 'preset', preset: 'exact' })
    expect([loadOf(exact.load), exact.paths]).toEqual([experiment.load, experiment.paths])
    const own = changed({ kind: 'preset', preset: 'exact' }, { kind: 'load', load: { durationSec: 5 } })
    expect(own).toMatchObject({ preset: null, load: { threads: 25, durationSec: 5, leadIn: 'one-request' } })
    expect(changed({ kind: 'preset', preset: null })).toEqual({ ...start, preset: null })
    expect(changed({ kind: 'path', path: '/child/random.txt', chosen: true }).preset).toBeNull()
  })

  test.each(['quick', 'standard', 'exact'] as const)('%s is known again when it was saved', (preset) => {
    const draft = changed({ kind: 'preset', preset })
    const typed = typedChoicesSchema.parse(JSON.parse(JSON.stringify(typedOf(draft))))
    expect(draftOf({ ...deployment, typed }, experiment)).toEqual(draft)
    const plan = { load: loadOf(draft.load), paths: draft.paths, scenarios: draft.scenarios }
    expect(presetOf(plan, experiment)).toBe(preset)
  })

  test('keep what a person said of their service and of what they want to know', () => {
    const answers = { serviceTimeMs: 20, same: 3, request: 'post' } as const
    const draft = changed({ kind: 'preset', preset: 'standard' }, { kind: 'answers', answers })
    expect(draft).toMatchObject({ preset: 'standard', load: answers })
    expect(loadOf(draft.load)).toMatchObject({
      untilSure: { same: 0.03, precise: 0.1 },
      service: { timeMs: 20, request: { kind: 'post' } },
    })
    const quick = changeDraft(draft, { kind: 'preset', preset: 'quick' }, experiment)
    expect(quick).toMatchObject({ preset: 'quick', load: answers })
    const exact = changeDraft(draft, { kind: 'preset', preset: 'exact' }, experiment)
    expect(loadOf(exact.load)).toEqual(experiment.load)
    expect(changeDraft(exact, { kind: 'answers', answers }, experiment).preset).toBeNull()
  })

  test('until sure takes the more rounds, the fewer scenarios there are', () => {
    const five = changed({ kind: 'preset', preset: 'standard' })
    const two = changed(
      { kind: 'preset', preset: 'standard' },
      ...experiment.scenarios.slice(2).map((id) => ({ kind: 'scenario', id, chosen: false }) as const),
    )
    expect([five.preset, five.load.rounds, two.preset, two.load.rounds]).toEqual([
      'standard',
      6,
      'standard',
      12,
    ])
  })

  test('follow from the account, until another one is chosen', () => {
    const toReal = { kind: 'account', account } as const
    expect(changed(toReal).preset).toBe('standard')
    expect(changed(toReal, { kind: 'account', account: { kind: 'practice' } }).preset).toBe('quick')
    expect(changed({ kind: 'preset', preset: 'exact' }, toReal).preset).toBe('exact')
    expect(changed({ kind: 'load', load: { rounds: 3 } }, toReal).load.rounds).toBe(3)
  })

  test('the exact one is named after the year of the published figures', () => {
    expect(presetTitle('exact', experiment)).toBe('Exactly as in 2017')
    expect(presetTitle('exact', { published: undefined })).toBe('As the experiment says')
    expect(presetTitle(null, experiment)).toBe('Custom')
  })
})

describe('faults', () => {
  test('a valid draft has none', () => {
    expect(faults()).toEqual([])
    expect(faultySteps(faults())).toEqual([])
  })

  test('name the field that they are about', () => {
    const found = faults({ kind: 'load', load: { connections: 51, durationSec: null, rounds: 2.5 } })
    expect(faultAt(found, 'load.connections')).toMatch(/^Must divide evenly .* Use 50 or 75\.$/)
    expect(faultAt(found, 'load.durationSec')).toBe('Must be a whole number from 1 to 3,600 seconds.')
    expect(faultAt(found, 'load.rounds')).toBe('Must be a whole number from 1 to 100.')
    expect(found).toHaveLength(3)
    expect(faultySteps(found)).toEqual(['load'])
  })

  test('the lead-in counts only when it is a stretch of load', () => {
    const [fault] = faults({ kind: 'load', load: { leadInSec: 61 } })
    expect(fault?.field).toBe('load.leadIn.seconds')
    expect(faults({ kind: 'load', load: { leadInSec: 61, leadIn: 'one-request' } })).toEqual([])
  })

  test('at least one scenario, one path, options within their bounds, shares of at most all', () => {
    const none = experiment.scenarios.map((id) => ({ kind: 'scenario', id, chosen: false }) as const)
    expect(faultAt(faults(...none), 'scenarios')).toBe('Choose at least one scenario.')
    const noPath = faults({ kind: 'path', path: '/', chosen: false })
    expect(faultAt(noPath, 'paths')).toBe('Choose at least one path.')
    const throttle = (value: string): DraftChange => ({
      kind: 'option',
      scenarioId: 'http-proxy',
      parameter: 'ThrottleRate',
      value,
    })
    expect(faults(throttle('10001'))).toEqual([
      { field: 'options.http-proxy.ThrottleRate', message: 'Must be a whole number from 1 to 10,000.' },
    ])
    expect(faults(throttle(''))).toHaveLength(1)
    expect(faults(throttle('1000'))).toEqual([])
    expect(faultySteps(faults({ kind: 'prediction', scenarioId: 'elb', percent: 101 }))).toEqual(['predict'])
  })

  test('of the options of a scenario that is not chosen do not count', () => {
    const wrong = { kind: 'option', scenarioId: 'http-proxy', parameter: 'ThrottleRate', value: '0' } as const
    expect(faults(wrong, { kind: 'scenario', id: 'http-proxy', chosen: false })).toEqual([])
  })

  test.each([
    [{ kind: 'region', region: 'mars' }, 'account'],
    [{ kind: 'account', account: { kind: 'profile', profile: '' } }, 'account'],
    [{ kind: 'limits', limits: { capUsd: null } }, 'account'],
    [{ kind: 'limits', limits: { lifetimeHours: 0 } }, 'account'],
    [{ kind: 'role-boundary', roleBoundary: 'developers' }, 'account'],
    [{ kind: 'path', path: '/', chosen: false }, 'load'],
  ] as const)('%j belongs to the step %s', (change, step) => {
    expect(faultySteps(faults(change))).toEqual([step])
  })
})

test('a permissions boundary is one of the account, and goes with it', () => {
  const boundary = { kind: 'role-boundary', roleBoundary: 'arn:aws:iam::1:policy/x' } as const
  const account = { kind: 'profile', profile: 'work' } as const
  const chosen = changed({ kind: 'account', account }, boundary)
  expect(changeDraft(chosen, { kind: 'account', account }, experiment).roleBoundary).not.toBe('')
  const elsewhere = { kind: 'account', account: { kind: 'profile', profile: 'other' } } as const
  expect(changeDraft(chosen, elsewhere, experiment).roleBoundary).toBe('')
})

describe('an error of the engine', () => {
  const placed = (code: ErrorCode, details: Record<string, unknown> = {}): Fault[] =>
    placedFaults({ code, message: 'Some sentence.', details })

  test('stands at every field that its details name, whatever it says', () => {
    const all = [
      { field: 'options.http-proxy.ThrottleRate', message: 'One.' },
      { field: 'load.rounds', message: 'Two.' },
    ]
    expect(placedFaults(invalidInput(all))).toEqual(all)
    expect(faultySteps(all)).toEqual(['scenarios', 'load'])
    expect(placed('conflict', { field: 'region' })).toEqual([{ field: 'region', message: 'Some sentence.' }])
  })

  test('of the account stands where the account is chosen', () => {
    expect(placed('account-refused')).toEqual([{ field: 'account', message: 'Some sentence.' }])
  })

  test('that names no field of a step is not placed', () => {
    expect(placed('aws')).toEqual([])
    expect(placed('invalid-input', { field: 'expiresAtMs' })).toEqual([])
    expect(placed('invalid-input', { faults: ['no fault', null, { field: 1, message: 'x' }] })).toEqual([])
  })
})

describe('the time of a draft', () => {
  const timeOf = (...changes: DraftChange[]) => {
    const draft = changed(...changes)
    return durationOf({ ...draft, load: loadOf(draft.load) }, scenarios)
  }

  test('is trials times lead-in and duration, and the deploying', () => {
    const { trials, measureMs, deployMs, total } = timeOf()
    expect([trials, measureMs]).toEqual([20, 80_000])
    expect(total.mostMs).toBeGreaterThan(measureMs + deployMs)
    expect(total.leastMs).toBe(total.mostMs)
    expect(timeOf({ kind: 'load', load: { rounds: null } }).total.mostMs).toBeNaN()
  })

  test('is a range until it is sure: from the fifth round to the last', () => {
    const standard = { kind: 'preset', preset: 'standard' } as const
    const { total, deployMs } = timeOf(standard)
    expect((total.leastMs - deployMs) * 6).toBeCloseTo((total.mostMs - deployMs) * 5)
    const slow = timeOf(standard, { kind: 'answers', answers: { serviceTimeMs: 100 } })
    expect(slow.total.mostMs).toBeGreaterThan(total.mostMs)
  })
})

test('steps know their neighbours', () => {
  expect(neighbours('question')).toEqual({ before: null, after: 'account' })
  expect(neighbours('review')).toEqual({ before: 'predict', after: null })
})
