import { describe, expect, test } from 'vitest'
import { choicesSchema } from '../../../shared/choices-schema.ts'
import { AppError } from '../../../shared/errors.ts'
import { aDeployment } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

/** What `experiments.run` is asked for; the engine refuses it, so that nothing follows. */
async function choicesFor(args: string[]): Promise<unknown> {
  const fake = fakeEngine({ 'experiments.run': new AppError('invalid-input', 'no') })
  expect((await sluice(args, fake)).code).toBe(2)
  expect(fake.asked.map(({ name }) => name)).toEqual(['experiments.run'])
  const [input] = fake.asked.map((one) => one.input as { choices: unknown })
  // As JSON: what is undefined is not given.
  return JSON.parse(JSON.stringify(input?.choices))
}

describe('the choices of run', () => {
  test('leave to the experiment what is not given, and tear down afterwards', async () => {
    expect(await choicesFor(['run', 'proxy-2017'])).toEqual({
      experimentId: 'proxy-2017',
      account: { kind: 'practice' },
      options: {},
      load: {},
      afterwards: 'tear-down',
    })
  })

  test('hold every option', async () => {
    const args = '--account production --region eu-west-1 --cap 2.5 --lifetime 90m --keep --seed 4'.split(' ')
    const load = '--duration 2m --threads 2 --connections 8 --lead-in 3 --rounds 4'.split(' ')
    const lists = '--scenario a --scenario b --path / --path /x'.split(' ')
    const options = ['--option', 'a.P=1', '--option', 'a.Q=x=y', '--option', 'b.P=2']
    const choices = await choicesFor(['run', 'x', ...args, ...load, ...lists, ...options])
    expect(choices).toEqual({
      experimentId: 'x',
      account: { kind: 'profile', profile: 'production' },
      region: 'eu-west-1',
      scenarios: ['a', 'b'],
      paths: ['/', '/x'],
      options: { a: { P: '1', Q: 'x=y' }, b: { P: '2' } },
      load: { durationSec: 120, threads: 2, connections: 8, rounds: 4, leadIn: { kind: 'load', seconds: 3 } },
      capUsd: 2.5,
      lifetimeMs: 5_400_000,
      afterwards: 'keep',
      seed: 4,
    })
    const { seed, ...others } = choices as Record<string, unknown>
    expect(seed).toBe(4)
    expect(choicesSchema.safeParse(others).success).toBe(true)
  })

  test('of the demo are one round of 3 s, unless told otherwise', async () => {
    expect(await choicesFor(['demo'])).toMatchObject({
      experimentId: 'proxy-2017',
      load: { durationSec: 3, rounds: 1 },
    })
    expect(await choicesFor(['demo', '--duration', '30s'])).toMatchObject({
      load: { durationSec: 30, rounds: 1 },
    })
  })
})

describe('an account that has to be confirmed', () => {
  const account = { kind: 'profile', profile: 'work' } as const
  const identity = {
    accountId: '123456789012',
    alias: null,
    arn: 'arn:aws:iam::123456789012:user/me',
    region: 'us-west-2',
    endpoint: null,
    endpointFrom: null,
    expiresAtMs: null,
  }
  const unconfirmed = new AppError('unconfirmed', 'Confirm it.', {
    identity,
    deployment: aDeployment({ account }),
  })
  const run = (...args: string[]) => {
    const fake = fakeEngine({ 'experiments.run': unconfirmed })
    return sluice(['run', 'proxy-2017', '--account', 'work', ...args], fake).then((ended) => ({
      ...ended,
      confirmed: fake.asked.map(({ input }) => (input as { accountId?: string }).accountId),
    }))
  }

  test('is shown with what it may cost, and confirmed by its number or by --yes', async () => {
    for (const option of [['--account-id', '123456789012'], ['--yes']]) {
      const { stderr, confirmed } = await run(...option)
      expect(stderr).toContain('AWS profile work: account 123456789012 in us-west-2, as arn:aws:iam::')
      expect(stderr).toMatch(/Cap \$.*removed automatically/)
      expect(confirmed).toEqual([undefined, '123456789012'])
    }
  })

  test('is refused with another number, and where nobody can be asked', async () => {
    const other = await run('--account-id', '999999999999')
    expect(other).toMatchObject({ code: 2, confirmed: [undefined] })
    expect(other.stderr).toContain('AWS profile work leads to account 123456789012')
    const nobody = await run()
    expect(nobody).toMatchObject({ code: 2, confirmed: [undefined] })
    expect(nobody.stderr).toContain('--account-id 123456789012 or --yes')
  })
})
