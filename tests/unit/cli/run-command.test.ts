import { describe, expect, test } from 'vitest'
import { openCatalog } from '../../../electron/engine/catalog.ts'
import type { FullChoices } from '../../../shared/choices.ts'
import { choicesSchema } from '../../../shared/choices-schema.ts'
import { AppError } from '../../../shared/errors.ts'
import { loadFaults } from '../../../shared/load-rules.ts'
import { measuringTime } from '../../../shared/measuring-time.ts'
import { presetPlan, type Preset } from '../../../shared/presets.ts'
import { allowanceOf } from '../../../shared/trial-time.ts'
import { aDeployment } from '../../examples.ts'
import { fakeEngine, sluice } from './fake-engine.ts'

const experiment = openCatalog().experiment('proxy-2017')

/** What `experiments.run` is asked for; the engine refuses it, so that nothing follows. */
async function choicesFor(args: string[]): Promise<Record<string, unknown>> {
  const fake = fakeEngine({
    'experiments.list': [experiment],
    'experiments.run': new AppError('invalid-input', 'no'),
  })
  expect((await sluice(args, fake)).code).toBe(2)
  expect(fake.asked.map(({ name }) => name)).toEqual(['experiments.list', 'experiments.run'])
  const [, started] = fake.asked
  const choices = (started?.input as { choices: unknown } | undefined)?.choices
  // As JSON: what is undefined is not given.
  return JSON.parse(JSON.stringify(choices)) as Record<string, unknown>
}

async function loadFor(text: string): Promise<unknown> {
  return (await choicesFor(['run', 'proxy-2017', ...text.split(' ').filter((one) => one !== '')]))['load']
}

const preset = (name: Preset) => presetPlan(name, experiment, experiment.scenarios)

describe('the choices of run', () => {
  test('without options are the usual preset of the account, torn down afterwards', async () => {
    expect(await choicesFor(['run', 'proxy-2017'])).toEqual({
      experimentId: 'proxy-2017',
      account: { kind: 'practice' },
      options: {},
      ...preset('quick'),
      afterwards: 'tear-down',
    })
    expect(await choicesFor(['run', 'proxy-2017', '--account', 'work'])).toMatchObject(preset('standard'))
  })

  test('of an experiment that is not known are left to the engine to refuse', async () => {
    expect(await choicesFor(['run', 'proxy-2018'])).not.toHaveProperty('load')
  })

  test('hold every option', async () => {
    const args = '--account production --region eu-west-1 --cap 2.5 --lifetime 90m --keep --seed 4'.split(' ')
    const load = '--duration 2m --threads 2 --connections 8 --lead-in 3 --rounds 9 --until-sure'.split(' ')
    const sure = '--difference 3% --precision 7.5 --no-light --no-spread'.split(' ')
    const service = '--service-time 0.08s --answer-size 10kB --post 256KB'.split(' ')
    const lists = '--scenario elb --scenario http-proxy --path / --path /x'.split(' ')
    const options = ['--option', 'a.P=1', '--option', 'a.Q=x=y', '--option', 'b.P=2']
    const boundary = ['--role-boundary', 'arn:aws:iam::123456789012:policy/developers']
    const all = [...boundary, ...args, ...load, ...sure, ...service, ...lists, ...options]
    const choices = await choicesFor(['run', 'proxy-2017', ...all])
    expect(choices).toEqual({
      experimentId: 'proxy-2017',
      account: { kind: 'profile', profile: 'production' },
      region: 'eu-west-1',
      scenarios: ['elb', 'http-proxy'],
      paths: ['/', '/x'],
      options: { a: { P: '1', Q: 'x=y' }, b: { P: '2' } },
      load: {
        durationSec: 120,
        threads: 2,
        connections: 8,
        rounds: 9,
        leadIn: { kind: 'load', seconds: 3 },
        untilSure: { same: 0.03, precise: 0.075 },
        light: false,
        spread: false,
        service: {
          timeMs: 80,
          answer: { kind: 'generated', bytes: 10_000 },
          request: { kind: 'post', bytes: 256_000 },
        },
      },
      capUsd: 2.5,
      lifetimeMs: 5_400_000,
      roleBoundary: 'arn:aws:iam::123456789012:policy/developers',
      afterwards: 'keep',
      seed: 4,
    })
    const { seed, ...others } = choices
    expect(seed).toBe(4)
    expect(choicesSchema.safeParse(others).success).toBe(true)
  })

  const { load: standard } = preset('standard')
  const margins = { same: 0.05, precise: 0.1 }

  test.each([
    ['--preset exact', preset('exact').load],
    ['--preset quick --light', { ...preset('quick').load, light: true }],
    ['--account work --rounds 5', { ...standard, rounds: 5, untilSure: null }],
    ['--account work --preset quick', preset('quick').load],
    ['--preset standard --rounds 8', { ...standard, rounds: 8 }],
    ['--preset standard --precision 20%', { ...standard, untilSure: { same: 0.05, precise: 0.2 } }],
    ['--until-sure', standard],
    ['--until-sure --rounds 7 --no-light', { ...standard, rounds: 7, light: false }],
    ['--until-sure --preset quick', { ...preset('quick').load, untilSure: margins, rounds: 12 }],
    ['--difference 1%', { ...standard, untilSure: { same: 0.01, precise: 0.1 } }],
  ])('%s', async (text, load) => {
    expect(await loadFor(text)).toEqual(load)
  })

  test('of the demo are one round of 3 s, unless told otherwise', async () => {
    const as2017 = { ...experiment.load, durationSec: 3, rounds: 1 }
    expect(await choicesFor(['demo'])).toMatchObject({ load: as2017, paths: experiment.paths })
    expect(await choicesFor(['demo', '--duration', '30s'])).toMatchObject({
      load: { ...as2017, durationSec: 30 },
    })
    expect(await choicesFor(['demo', '--preset', 'quick'])).toMatchObject(preset('quick'))
  })

  test('of the demo until sure can be driven, and end in under four minutes', async () => {
    const { load, paths } = choicesSchema.parse(await choicesFor(['demo', '--until-sure'])) as FullChoices
    expect(loadFaults(load)).toEqual([])
    expect(load).toMatchObject({ connections: 10, untilSure: margins, service: { timeMs: 50 } })
    const plan = { load, paths, scenarios: experiment.scenarios, floors: 0 }
    const { roundMs, rounds } = measuringTime(plan, allowanceOf({ kind: 'practice' }))
    // Half a minute is left to deploy and to remove.
    expect(roundMs * rounds.most).toBeLessThan(210_000)
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
    source: 'keys',
    settings: [{ kind: 'proxy', value: 'http://proxy.corp:3128', from: 'HTTPS_PROXY' }],
  }
  const unconfirmed = new AppError('unconfirmed', 'Confirm it.', {
    identity,
    deployment: aDeployment({ account }),
  })
  const run = (...args: string[]) => {
    const fake = fakeEngine({ 'experiments.list': [experiment], 'experiments.run': unconfirmed })
    return sluice(['run', 'proxy-2017', '--account', 'work', ...args], fake).then((ended) => ({
      ...ended,
      confirmed: fake.asked
        .filter(({ name }) => name === 'experiments.run')
        .map(({ input }) => (input as { accountId?: string }).accountId),
    }))
  }

  test('is shown with what it may cost, and confirmed by its number or by --yes', async () => {
    for (const option of [['--account-id', '123456789012'], ['--yes']]) {
      const { stderr, confirmed } = await run(...option)
      expect(stderr).toContain('AWS profile work: account 123456789012 in us-west-2, as arn:aws:iam::')
      expect(stderr).toContain(':user/me, by keys')
      expect(stderr).toContain('Calls go through the proxy http://proxy.corp:3128, because of HTTPS_PROXY.')
      expect(stderr).toContain('per idle hour, by built-in list prices of us-west-2, ')
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

describe('a warning that has to be confirmed', () => {
  const checks = [{ name: 'permissions', finding: 'Probably not allowed: iam:CreateRole.', remedy: 'Ask.' }]
  const run = async (...args: string[]) => {
    let asked: unknown[] = []
    const ended = await sluice(
      ['run', 'proxy-2017', ...args],
      fakeEngine({
        'experiments.list': [experiment],
        'experiments.run': (input: { confirmedChecks?: string[] }) => {
          asked = [...asked, input.confirmedChecks]
          return input.confirmedChecks === undefined
            ? new AppError('unconfirmed-checks', 'Confirm it.', { checks })
            : new AppError('invalid-input', 'It was started.')
        },
      }),
    )
    return { ...ended, asked }
  }

  test('is shown, and confirmed by --despite-warnings', async () => {
    const { asked, stderr } = await run('--despite-warnings')
    expect(asked).toEqual([undefined, ['permissions']])
    expect(stderr).toContain('permissions: Probably not allowed: iam:CreateRole. Ask.')
  })

  test('is refused where nobody can be asked', async () => {
    const { asked, stderr, code } = await run()
    expect([asked, code]).toEqual([[undefined], 2])
    expect(stderr).toContain('--despite-warnings')
  })
})
