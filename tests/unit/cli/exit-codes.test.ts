import { describe, expect, test } from 'vitest'
import type { Swept } from '../../../shared/swept.ts'
import type { Deployment, Failure } from '../../../shared/deployment.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Found, Receipt } from '../../../shared/receipt.ts'
import { receiptVerdict } from '../../../shared/receipt-verdict.ts'
import { aDeployment } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

async function ended(args: string[], answers: Parameters<typeof fakeEngine>[0]) {
  const { code, stdout, stderr } = await sluice(args, fakeEngine(answers))
  return { code, said: `${stdout}${stderr}`.trim().split('\n') }
}

const failure: Failure = {
  stack: 's',
  resource: 'Vpc',
  reason: 'Vpc is in use',
  resources: ['Vpc'],
  console: null,
}
const receipt = (unknown: string | null, leftBehind: string[] = []): Receipt => ({
  checkedAtMs: 1,
  accountId: '123456789012',
  region: 'us-west-2',
  checks: [{ service: 'EC2', how: 'by tag', found: [], unknown }],
  leftBehind,
  stays: [],
})

const endings: [name: string, changes: Partial<Deployment>, code: number, line: string][] = [
  [
    'stranded',
    { phase: 'stranded', removalFailure: failure, failure: null },
    1,
    'sluice: d1: stranded: Vpc is in use',
  ],
  [
    'removed with a service that could not be asked',
    { phase: 'removed', receipt: receipt('not allowed') },
    1,
    'd1: removed. Nothing was found, but not everything is known. 1 check could not be made.',
  ],
  ['removed without a receipt', { phase: 'removed' }, 1, 'd1: removed. There is no receipt.'],
  [
    'removed',
    { phase: 'removed', receipt: receipt(null) },
    0,
    `d1: removed. ${receiptVerdict(receipt(null))}`,
  ],
  [
    'removed but for what was agreed',
    { phase: 'removed', receipt: receipt(null, ['vpc-1']) },
    0,
    `d1: removed. ${receiptVerdict(receipt(null, ['vpc-1']))}`,
  ],
]

const found: Found = {
  deploymentId: 'd1',
  experimentId: null,
  accountId: '123456789012',
  endpoint: null,
  region: 'eu-west-1',
  stacks: [],
  expiresAtMs: null,
}
const swept = (changes: Partial<Swept>): Swept => ({
  account: { kind: 'profile', profile: 'work' },
  regions: ['us-west-2', 'eu-west-1'],
  found: [],
  unknown: [],
  ...changes,
})
const unknown = [{ region: 'us-west-2', reason: 'not allowed' }]

describe.each(endings)('a deployment that ends as %s', (_, changes, code, line) => {
  const deployment = aDeployment(changes)
  const answers = {
    'deployments.list': [{ ...deployment, phase: 'ready' }],
    'deployments.get': deployment,
    'deployments.remove': deployment,
    'sweep.find': swept({ found: [found] }),
    'sweep.remove': deployment,
  }

  test(`ends teardown with ${code}`, async () => {
    expect(await ended(['teardown', '--all'], answers)).toEqual({ code, said: [line] })
  })

  test(`ends sweep --remove with ${code}`, async () => {
    const { code: got, said } = await ended(['sweep', '--account', 'work', '--remove'], answers)
    expect([got, said.at(-1)]).toEqual([code, line])
  })
})

describe('sweep', () => {
  const sweep = (answer: Swept | AppError, ...args: string[]) =>
    ended(['sweep', '--account', 'work', ...args], { 'sweep.find': answer })

  test('ends with 0 only where all was searched and nothing found', async () => {
    expect(await sweep(swept({}))).toEqual({
      code: 0,
      said: ['AWS profile work: Nothing was found in us-west-2, eu-west-1.'],
    })
    expect((await sweep(swept({ found: [found] }))).code).toBe(1)
  })

  test.each([[], ['--json'], ['--remove']])(
    'ends with 1 where a Region could not be searched, %s',
    async (...args) => {
      expect((await sweep(swept({ unknown }), ...args)).code).toBe(1)
    },
  )

  test('says what was not searched, and why', async () => {
    const nothing = await sweep(swept({ regions: ['us-west-2'], unknown }))
    expect(nothing.said).toEqual([
      'AWS profile work: Not searched: us-west-2.',
      '- us-west-2 could not be searched: not allowed',
    ])
  })

  test('of an account that cannot be asked for its Regions is not searched', async () => {
    const refused = await sweep(new AppError('credentials', 'The token has expired.'))
    expect(refused).toEqual({ code: 1, said: ['sluice: Not searched: The token has expired.'] })
  })

  test.each(['not-found', 'invalid-input'] as const)('%s is the command’s own fault', async (code) => {
    expect(await sweep(new AppError(code, 'no such thing'))).toEqual({
      code: 2,
      said: ['sluice: no such thing'],
    })
  })
})

test.each([
  ['ok', 0],
  ['warning', 0],
  ['unknown', 1],
  ['failed', 1],
] as const)('a check that is %s ends doctor with %i', async (outcome, code) => {
  const checks = [{ name: 'clock', outcome, finding: 'answers carry no date', remedy: null }]
  expect((await ended(['doctor'], { 'doctor.check': checks })).code).toBe(code)
})
