// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { commands, type CommandInput } from '../../../../shared/contract.ts'
import type { Deployment } from '../../../../shared/deployment.ts'
import { planSteps } from '../../../../renderer/router.ts'
import { exampleDeployment } from './example-deployment.ts'
import { type PretendEngine, pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const main = () => within(screen.getByRole('main'))

type Saved = CommandInput<'deployments.save'>

/** An engine with one draft, which it saves as it is told. */
const practiceIdentity = {
  accountId: '000000000000',
  alias: null,
  arn: 'arn:aws:iam::000000000000:user/practice',
  region: 'us-west-2',
  endpoint: 'http://127.0.0.1:1',
  endpointFrom: null,
  expiresAtMs: null,
  source: null,
  settings: [],
}

function engineWithDraft(change: Partial<Deployment> = {}): PretendEngine {
  let draft: Deployment = exampleDeployment({ phase: 'planned', ...change })
  const engine = pretendEngine()
  engine.answer({
    'deployments.get': () => draft,
    'deployments.save': (input) => {
      const { id: _id, ...typed } = commands['deployments.save'].input.parse(input)
      draft = { ...draft, typed }
      return draft
    },
    'preflight.check': {
      identity: practiceIdentity,
      checks: [],
    },
    'policy.get': [],
    'accounts.regions': ['us-west-2'],
    'doctor.check': [],
    'pages.list': [],
    'experiments.run': exampleDeployment({ phase: 'deploying' }),
  })
  return engine
}

test.each(planSteps)('the step %s has an address, a heading and its place on the rail', async (step) => {
  await renderApp(engineWithDraft(), `#/plan/d1/${step}`)
  const rail = within(await screen.findByRole('navigation', { name: 'Steps of the plan' }))
  const current = rail.getAllByRole('link').filter((link) => link.getAttribute('aria-current') === 'step')
  expect(current.map((link) => link.getAttribute('href'))).toEqual([`#/plan/d1/${step}`])
  expect(main().getAllByRole('heading', { level: 2 })[0]?.textContent?.toLowerCase()).toContain(step)
})

test.each([
  ['account', /remov/i, '0', '7', ({ lifetimeMs }: Saved) => (lifetimeMs ?? Number.NaN) / 3_600_000],
  ['load', /^Rounds/, '0', '7', ({ load }: Saved) => load?.rounds],
  ['load', /^Duration/, 'x', '7', ({ load }: Saved) => load?.durationSec],
  ['predict', /^HTTP proxy/, '-1', '7', ({ predictions }: Saved) => predictions?.['http-proxy']],
] as const)('%s: a fault in %s is marked, saved and found again', async (step, name, wrong, right, saved) => {
  const engine = engineWithDraft()
  const user = await renderApp(engine, `#/plan/d1/${step}`)
  const field = await main().findByRole('spinbutton', { name })
  await user.clear(field)
  await user.type(field, wrong)
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
  await vi.waitFor(() => expect(screen.getByText('Draft saved, needs a correction')).toBeTruthy(), 5000)
  cleanup()
  await renderApp(engine, `#/plan/d1/${step}`)
  const again = await main().findByRole<HTMLInputElement>('spinbutton', { name })
  expect([again.value, again.getAttribute('aria-invalid')]).toEqual([wrong === 'x' ? '' : wrong, 'true'])
  await user.clear(again)
  await user.type(again, right)
  await vi.waitFor(() => expect(again.getAttribute('aria-invalid')).not.toBe('true'))
  const expected = step === 'predict' ? 0.07 : 7
  await vi.waitFor(() => expect(engine.inputs('deployments.save').map(saved)).toContain(expected), 5000)
})

test('a permissions boundary is checked, saved and shown in the review', async () => {
  const engine = engineWithDraft({ account: { kind: 'profile', profile: 'work' } })
  const user = await renderApp(engine, '#/plan/d1/account')
  const field = await main().findByRole('textbox', { name: /^Permissions boundary/ })
  await user.type(field, 'developers')
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
  const arn = 'arn:aws:iam::123456789012:policy/developers'
  await user.clear(field)
  await user.type(field, arn)
  await vi.waitFor(() => expect(field.getAttribute('aria-invalid')).not.toBe('true'))
  await vi.waitFor(() => expect(engine.inputs('deployments.save').at(-1)?.roleBoundary).toBe(arn), 5000)
  cleanup()
  await renderApp(engine, '#/plan/d1/review')
  expect(await main().findByText(arn)).toBeTruthy()
})

test('a scenario that is left out is not part of the plan', async () => {
  const engine = engineWithDraft()
  const user = await renderApp(engine, '#/plan/d1/scenarios')
  await user.click(await main().findByRole('checkbox', { name: 'HTTP proxy' }))
  await vi.waitFor(() => expect(engine.inputs('deployments.save')).not.toEqual([]), 5000)
  expect(engine.inputs('deployments.save').at(-1)?.scenarios).not.toContain('http-proxy')
})

test('Start on the practice account starts the draft and shows its deployment', async () => {
  const engine = engineWithDraft()
  const user = await renderApp(engine, '#/plan/d1/review')
  const start = await main().findByRole('button', { name: 'Start' })
  await vi.waitFor(() => expect(start.hasAttribute('disabled')).toBe(false), 5000)
  await user.click(start)
  await vi.waitFor(() => expect(window.location.hash).toBe('#/deployments/d1'), 5000)
  expect(engine.inputs('experiments.run')).toMatchObject([{ id: 'd1' }])
})

test('a warning that has to be confirmed is shown once more, and confirmed with the start', async () => {
  const engine = engineWithDraft()
  const finding = 'Probably not allowed to your credentials: iam:CreateRole.'
  const warned = { outcome: 'warning', finding, remedy: 'Ask.' } as const
  const checks = [
    { name: 'permissions', ...warned, toConfirm: true as const },
    { name: 'cost', ...warned },
  ]
  const identity = { ...practiceIdentity, accountId: '123456789012' }
  engine.answer({ 'preflight.check': { identity, checks } })
  const user = await renderApp(engine, '#/plan/d1/review')
  await user.click(await main().findByRole('button', { name: 'Start…' }, { timeout: 5000 }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getAllByText(finding)).toHaveLength(1)
  expect(engine.inputs('experiments.run')).toEqual([])
  await user.click(dialog.getByRole('button', { name: 'Create in 123456789012 all the same' }))
  await vi.waitFor(() => expect(window.location.hash).toBe('#/deployments/d1'), 5000)
  expect(engine.inputs('experiments.run')).toMatchObject([{ id: 'd1', confirmedChecks: ['permissions'] }])
})

test('a draft with a fault computes nothing, and cannot be started', async () => {
  const engine = engineWithDraft()
  const user = await renderApp(engine, '#/plan/d1/load')
  const rounds = await main().findByRole('spinbutton', { name: /^Rounds/ })
  await user.clear(rounds)
  await main().findByText(/appears here once nothing in the plan needs a correction/)
  window.location.hash = '#/plan/d1/review'
  const start = await main().findByRole('button', { name: 'Start' })
  expect(start.hasAttribute('disabled')).toBe(true)
  expect(main().queryByText(/NaN|Infinity|\$|About/)).toBeNull()
  expect(engine.inputs('preflight.check').length).toBeLessThan(2)
})

test('Tear down when done is on for real accounts and off for practice, as all sentences say', async () => {
  const engine = engineWithDraft()
  engine.answer({
    'accounts.list': [
      { account: { kind: 'practice' }, title: 'Practice account', source: null, region: 'us-west-2' },
      { account: { kind: 'profile', profile: 'work' }, title: 'work', source: 'keys', region: 'us-west-2' },
    ],
  })
  const user = await renderApp(engine, '#/plan/d1/account')
  const toggle = await main().findByRole<HTMLInputElement>('checkbox', { name: 'Tear down when done' })
  const saved = () => engine.inputs('deployments.save').at(-1)?.afterwards
  expect(toggle.checked).toBe(false)
  expect(
    main().getByText(/^It stays for further runs until you tear it down\. 2 h after the start/),
  ).toBeTruthy()
  await user.click(await main().findByRole('radio', { name: /^work/ }))
  expect(toggle.checked).toBe(true)
  expect(main().getByText(/^It is torn down when the run is done\./)).toBeTruthy()
  await vi.waitFor(() => expect(saved()).toBe('tear-down'), 5000)
  await user.click(toggle)
  await vi.waitFor(() => expect(saved()).toBe('keep'), 5000)
  await user.click(main().getByRole('radio', { name: /^Practice/ }))
  await user.click(toggle)
  await vi.waitFor(() => expect(saved()).toBe('tear-down'), 5000)
  window.location.hash = '#/plan/d1/review'
  expect(await main().findByText('It is torn down')).toBeTruthy()
  expect(main().getByText('You can stop at any time. It is then torn down.')).toBeTruthy()
  expect(main().getByText('Torn down when done, removed automatically after 2 h')).toBeTruthy()
})

const savedLoad = (engine: PretendEngine) => engine.inputs('deployments.save').at(-1)?.load

test('Standard asks what matters and how exactly, and says what that takes', async () => {
  const engine = engineWithDraft()
  const user = await renderApp(engine, '#/plan/d1/load')
  await user.click(await main().findByRole('radio', { name: /^Standard/ }))
  const difference = main().getByRole<HTMLInputElement>('spinbutton', { name: /change your decision/ })
  const precision = main().getByRole<HTMLInputElement>('spinbutton', { name: /How exactly/ })
  expect([difference.value, precision.value]).toEqual(['5', '10'])
  expect(main().getByText(/^A smaller one does not matter.* takes about \d+\s+rounds/)).toBeTruthy()
  expect(main().getByText(/^From the fifth round on, Sluice looks after every round/)).toBeTruthy()
  await user.clear(difference)
  await user.type(difference, '0.5')
  await vi.waitFor(() => expect(difference.getAttribute('aria-invalid')).toBe('true'))
  await user.clear(difference)
  await user.type(difference, '3')
  const expected = { untilSure: { same: 0.03, precise: 0.1 }, light: true, spread: true }
  await vi.waitFor(() => expect(savedLoad(engine)).toMatchObject(expected), 5000)
  // An answer of one's own is no change of the preset.
  expect(main().getByRole<HTMLInputElement>('radio', { name: /^Standard/ }).checked).toBe(true)
})

test('a service is chosen from a few, or described', async () => {
  const engine = engineWithDraft()
  const user = await renderApp(engine, '#/plan/d1/load')
  await user.click(await main().findByRole('radio', { name: '80 ms API, 10 kB' }))
  const slow = { timeMs: 80, answer: { kind: 'generated', bytes: 10_000 }, request: { kind: 'get' } }
  await vi.waitFor(() => expect(savedLoad(engine)?.service).toEqual(slow), 5000)
  await user.click(main().getByRole('radio', { name: 'Own values' }))
  await user.click(main().getByRole('radio', { name: 'POST' }))
  const body = main().getByRole('spinbutton', { name: 'Size of the body' })
  await user.clear(body)
  await user.type(body, '2000000')
  await vi.waitFor(() => expect(body.getAttribute('aria-invalid')).toBe('true'))
  await user.clear(body)
  await user.type(body, '1000')
  const upload = { ...slow, request: { kind: 'post', bytes: 1000 } }
  await vi.waitFor(() => expect(savedLoad(engine)?.service).toEqual(upload), 5000)
})

test('a run can be made to end when it is sure, and needs a baseline then', async () => {
  const engine = engineWithDraft()
  const user = await renderApp(engine, '#/plan/d1/load')
  await user.click(await main().findByRole('radio', { name: 'When it is sure' }))
  const most = main().getByRole<HTMLInputElement>('spinbutton', { name: 'Rounds at most' })
  expect(Number(most.value)).toBeGreaterThan(5)
  await user.click(main().getByRole('checkbox', { name: 'Measure latency at light load' }))
  await user.click(main().getByRole('checkbox', { name: 'Spread connections over all addresses' }))
  const spread = { light: true, spread: true, untilSure: { same: 0.05, precise: 0.1 } }
  await vi.waitFor(() => expect(savedLoad(engine)).toMatchObject(spread), 5000)
  window.location.hash = '#/plan/d1/scenarios'
  await user.click(await main().findByRole('checkbox', { name: 'Load balancer' }))
  window.location.hash = '#/plan/d1/load'
  expect(await main().findAllByText(/^Compares with the baseline: choose the scenario elb too/)).toHaveLength(
    2,
  )
})

test('what several scenarios share is named in words before it is created', async () => {
  const engine = engineWithDraft()
  const stacks = [{ kind: 'shared' as const, scenarioId: null, sharedId: 'vpc-link' }]
  engine.answer({
    'sharedStacks.list': [{ id: 'vpc-link', title: 'VPC link', after: 'base', needs: [] }],
    'templates.list': [{ stacks, file: 'shared/vpc-link.yaml', body: 'Resources: {}', resources: [] }],
  })
  await renderApp(engine, '#/plan/d1/review')
  expect(await main().findByText('VPC link')).toBeTruthy()
})
