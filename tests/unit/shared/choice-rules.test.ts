import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import { createDispatch } from '../../../electron/engine/dispatch.ts'
import type { Handlers } from '../../../electron/engine/commands/handlers.ts'
import { planDeployment } from '../../../electron/engine/deployments/plan-deployment.ts'
import { changeDraft, draftOf, type Draft, type DraftChange } from '../../../renderer/screens/plan/draft.ts'
import { choicesOfTyped } from '../../../shared/choices.ts'
import { faultsOf, typedOf } from '../../../renderer/screens/plan/draft-faults.ts'
import type { Account } from '../../../shared/account.ts'
import { choicesSchema } from '../../../shared/choices-schema.ts'
import { faultsIn } from '../../../shared/faults.ts'

const catalog = openCatalog()
const experiment = catalog.experiment('proxy-2017')
const { scenarios } = catalog
const start = draftOf(
  planDeployment(catalog, choicesSchema.parse({ experimentId: experiment.id }), 'd1'),
  experiment,
)

/** The engine as far as it checks: what the contract lets through, then what planning refuses. */
const dispatch = createDispatch(
  {
    'deployments.plan': (choices) => planDeployment(catalog, choices, 'd1'),
  } as Partial<Handlers> as Handlers,
  (thrown) => {
    throw thrown
  },
)

/** The fields that the engine refuses in what a draft would save, after its way through JSON. */
async function refusedFields(draft: Draft): Promise<string[]> {
  const input: unknown = JSON.parse(JSON.stringify(choicesOfTyped(typedOf(draft), experiment.id)))
  const answer = await dispatch('deployments.plan', input)
  if (answer.ok) return []
  expect(answer.error).toMatchObject({ code: 'invalid-input', details: { field: expect.any(String) } })
  return faultsIn(answer.error).map(({ field }) => field)
}

const texts = [
  ['1', '10000', '10001', '0', '', ' ', ' 5', '5 ', '1e3', '1E3', '０', '５', '-0', '-1', '+5', '1_000'],
  ['1,000', '1.5', '1.', '0x10', '0b1', '007', 'Infinity', 'NaN', 'null', '99999999999999999999', '٣'],
  ['per-request', 'keep-alive', 'Keep-Alive', 'keep-alive ', '__proto__'],
].flat()
const numbers = [
  [
    1, 2, 8, 0, -0, -1, 1.5, 1e3, 1e21, 5e-324, 50, 100, 101, 256, 257, 500, 500.01, 3600, 3601, 10_000,
    10_001,
  ],
  [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_SAFE_INTEGER + 2, 0.25, 48],
].flat()
const regions = [
  'us-west-2',
  'us-gov-west-1',
  'US-WEST-2',
  'us-west-2 ',
  'us-west-２',
  'us-west-',
  '',
  'mars',
]
const accounts: Account[] = [
  { kind: 'practice' },
  { kind: 'environment' },
  ...['work', '', '__proto__'].map((profile) => ({ kind: 'profile', profile }) as const),
]

const odd: [string, DraftChange[]][] = [
  ...['ThrottleRate', 'ThrottleBurst', 'ConnectionReuse'].map((parameter): [string, DraftChange[]] => [
    `option ${parameter}`,
    texts.map((value) => ({ kind: 'option', scenarioId: 'lambda-256', parameter, value })),
  ]),
  ...(['threads', 'connections', 'durationSec', 'rounds', 'leadInSec'] as const).map(
    (name): [string, DraftChange[]] => [
      `load ${name}`,
      [...numbers, null].map((value) => ({ kind: 'load', load: { leadIn: 'load', [name]: value } })),
    ],
  ),
  ...(
    [
      ['rounds', { untilSure: true }],
      ['same', { untilSure: true, rounds: 8 }],
      ['precise', { untilSure: true, rounds: 8 }],
      ['serviceTimeMs', {}],
      ['answerBytes', { answer: 'generated' }],
      ['bodyBytes', { request: 'post' }],
    ] as const
  ).map(([name, rest]): [string, DraftChange[]] => [
    `load ${name} with ${JSON.stringify(rest)}`,
    [...numbers, null].map((value) => ({ kind: 'load', load: { ...rest, [name]: value } })),
  ]),
  ...(['capUsd', 'lifetimeHours'] as const).map((name): [string, DraftChange[]] => [
    `limit ${name}`,
    [...numbers, null].map((value) => ({ kind: 'limits', limits: { [name]: value } })),
  ]),
  [
    'prediction',
    [...numbers, null].map((percent) => ({ kind: 'prediction', scenarioId: 'http-proxy', percent })),
  ],
  ['region', regions.map((region) => ({ kind: 'region', region }))],
  ['account', accounts.map((account) => ({ kind: 'account', account }))],
]

describe('the wizard and the engine refuse the same fields', () => {
  test.each(odd)('%s', async (_, changes) => {
    const verdicts = new Set<boolean>()
    for (const change of changes) {
      const draft = changeDraft(start, change, experiment)
      const form = faultsOf(draft, experiment, scenarios).map(({ field }) => rootField(field))
      const engine = (await refusedFields(draft)).map(rootField)
      expect(engine, JSON.stringify(change)).toEqual(form)
      verdicts.add(form.length === 0)
    }
    expect(verdicts, 'some values are accepted and some are not').toEqual(new Set([true, false]))
  })

  test('no scenario, and no path', async () => {
    for (const draft of [
      { ...start, scenarios: [] },
      { ...start, paths: [] },
      { ...start, paths: ['/nowhere'] },
    ]) {
      const form = faultsOf(draft, experiment, scenarios)
      expect(form).toHaveLength(1)
      expect(await refusedFields(draft)).toEqual(form.map(({ field }) => field))
    }
  })
})

describe('what has to be compared needs the baseline among the scenarios', () => {
  const load = { untilSure: true, rounds: 8, light: true } as const
  const fieldsOf = (scenarioIds: string[], changed: object = load): string[] => {
    const draft = { ...start, scenarios: scenarioIds, load: { ...start.load, ...changed } }
    return faultsOf(draft, experiment, scenarios).map(({ field }) => field)
  }

  test.each([
    [['elb', 'http-proxy'], []],
    [
      ['http-proxy', 'lambda-256'],
      ['load.untilSure', 'load.light'],
    ],
    [['elb'], ['load.untilSure']],
  ])('%j', async (ids, fields) => {
    expect(fieldsOf(ids)).toEqual(fields)
    const draft = { ...start, scenarios: ids, load: { ...start.load, ...load } }
    expect(await refusedFields(draft)).toEqual(fields)
    expect(fieldsOf(ids, { untilSure: false, light: false })).toEqual([])
  })

  test('is said once where there is no scenario at all', () => {
    expect(fieldsOf([])).toEqual(['scenarios'])
  })
})

/** The contract refuses `account.profile` where the rules refuse `account`. */
function rootField(field: string): string {
  return field === 'account.profile' ? 'account' : field
}

describe('what only the command line can ask for', () => {
  const refused = async (choices: object): Promise<unknown> =>
    dispatch('deployments.plan', { experimentId: experiment.id, ...choices })

  test.each([
    [{ scenarios: ['elf'] }, 'scenarios', /"elf" is not a scenario of proxy-2017\. Choose from: elb, /],
    [{ paths: ['/x'] }, 'paths', /"\/x" is not a path of proxy-2017\. Choose from: \/, /],
    [{ scenarios: ['elb'], options: { 'lambda-256': {} } }, 'options.lambda-256', /chosen scenarios: elb\./],
    [{ options: { elb: { Colour: 'red' } } }, 'options.elb.Colour', /no option "Colour"/],
    [{ scenarios: ['elb'], predictions: { elf: 0.5 } }, 'predictions.elf', /chosen scenarios: elb\./],
    [{ capUsd: '5' }, 'capUsd', /capUsd: /],
    [{ lifetimeMs: 900_000.5 }, 'lifetimeMs', /from 15 minutes to 48 hours/],
    [{ roleBoundary: 'developers' }, 'roleBoundary', /Must be the ARN of an IAM policy/],
    [{ load: { colour: 'red' } }, 'load', /colour/],
  ])('%j', async (choices, field, says) => {
    const error = { code: 'invalid-input', message: expect.stringMatching(says), details: { field } }
    expect(await refused(choices)).toMatchObject({ ok: false, error })
  })

  test('all faults are told at once', async () => {
    const fields = ['region', 'capUsd', 'load.threads']
    const answer = await refused({ region: 'mars', capUsd: -1, load: { threads: 0 } })
    expect(answer).toMatchObject({ error: { details: { faults: fields.map((field) => ({ field })) } } })
  })
})
