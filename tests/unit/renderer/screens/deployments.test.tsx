// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Swept } from '../../../../shared/swept.ts'
import { exampleDeployment, exampleStack } from './example-deployment.ts'
import { pretendEngine } from './pretend-engine.ts'
import { announce, renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()
afterEach(() => vi.useRealTimers())

const work = { kind: 'profile', profile: 'work' } as const
const accounts = [
  { account: { kind: 'practice' as const }, title: 'Practice account', source: null, region: 'us-west-2' },
  { account: work, title: 'work', source: 'keys', region: 'us-west-2' },
]
const main = () => within(screen.getByRole('main'))

test('without deployments it says so, and a removed one keeps its outcome', async () => {
  const engine = pretendEngine()
  const failure = { stack: null, resource: null, reason: 'No address is left.', resources: [], console: null }
  engine.answer({ 'deployments.list': [exampleDeployment({ phase: 'removed', failure })] })
  const user = await renderApp(engine, '#/deployments')
  expect(await main().findByText('Nothing is live')).toBeTruthy()
  await user.click(main().getByText(/1.removed deployment/))
  expect(main().getByRole('row', { name: /No address is left/ })).toBeTruthy()
})

test('a live deployment in an AWS account shows its cost, its cap and when it is removed', async () => {
  const engine = pretendEngine()
  engine.answer({
    'deployments.list': [
      exampleDeployment({ account: work, capUsd: 5, expiresAtMs: Date.now() + 2 * 3_600_000 }),
    ],
    'deployments.extend': exampleDeployment(),
  })
  const user = await renderApp(engine, '#/deployments')
  const card = within(
    await main().findByRole('region', { name: /Load balancer, 3 Lambda sizes, HTTP proxy/ }),
  )
  expect(card.getByText(/About .* of \$5\.00/)).toBeTruthy()
  expect(card.getByText('Automatic removal')).toBeTruthy()
  expect(card.getByText(/^in (2.h|1.h 59.min)/)).toBeTruthy()
  await user.click(card.getByRole('button', { name: 'Extend by 1 h' }))
  expect(engine.inputs('deployments.extend')).toHaveLength(1)
})

test('tearing down waits five seconds for Undo', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const engine = pretendEngine()
  engine.answer({
    'deployments.list': [exampleDeployment()],
    'deployments.remove': exampleDeployment({ phase: 'removing' }),
  })
  const user = await renderApp(engine, '#/deployments')
  const button = () => main().getByRole('button', { name: /^(Tear down|Undo)$/ })
  await main().findByRole('button', { name: 'Tear down' })
  await user.click(button())
  expect(button().textContent).toBe('Undo')
  await user.click(button())
  await vi.advanceTimersByTimeAsync(6000)
  expect(engine.inputs('deployments.remove')).toEqual([])
  await user.click(button())
  await vi.advanceTimersByTimeAsync(6000)
  expect(engine.inputs('deployments.remove')).toEqual([{ id: 'd1' }])
})

test('a run in progress is only stopped after a confirmation', async () => {
  const engine = pretendEngine()
  engine.answer({ 'deployments.list': [exampleDeployment({ phase: 'measuring' })] })
  const user = await renderApp(engine, '#/deployments')
  await user.click(await main().findByRole('button', { name: 'Tear down' }))
  const dialog = within(await main().findByRole('dialog', { name: /Stop 1.run and tear down/ }))
  await user.click(dialog.getByRole('button', { name: 'Keep measuring' }))
  expect(main().queryByRole('dialog')).toBeNull()
  expect(main().queryByRole('button', { name: 'Undo' })).toBeNull()
  await user.click(main().getByRole('button', { name: 'Tear down' }))
  await user.click(main().getByRole('button', { name: 'Stop and tear down' }))
  expect(main().getByRole('button', { name: 'Undo' })).toBeTruthy()
})

test('a removal shows how many stacks remain, and follows the engine', async () => {
  const stacks = [exampleStack({ status: 'DELETE_COMPLETE' }), exampleStack({ name: 'sluice-d1-guard' })]
  const removing = exampleDeployment({ phase: 'removing', stacks })
  const engine = pretendEngine()
  engine.answer({ 'deployments.list': [removing] })
  await renderApp(engine, '#/deployments')
  await main().findByText(/1 of 2.stacks remaining/)
  const removed = exampleDeployment({ phase: 'removed', stacks: [] })
  engine.answer({ 'deployments.list': [removed] })
  await announce(engine, { name: 'deployment.changed', data: removed })
  await main().findByText('Nothing is live')
})

test('a stranded deployment names the reason and the stacks that may remain', async () => {
  const removalFailure = {
    stack: 'sluice-d1-base',
    resource: 'Vpc',
    reason: 'The VPC has dependencies.',
    resources: ['Vpc'],
    console: 'https://console.aws.amazon.com/cloudformation',
  }
  const engine = pretendEngine()
  engine.answer({
    'deployments.list': [exampleDeployment({ account: work, phase: 'stranded', removalFailure })],
  })
  await renderApp(engine, '#/deployments')
  const alert = await main().findByRole('alert')
  expect(alert.textContent).toContain('the teardown failed')
  expect(alert.textContent).toContain('The VPC has dependencies.')
  expect(alert.textContent).toContain('These stacks may remain: sluice-d1-base.')
  expect(within(alert).getByRole('link', { name: /AWS console/ })).toBeTruthy()
  expect(main().getByRole('button', { name: 'Try again' })).toBeTruthy()
})

const found: Swept['found'][number] = {
  deploymentId: 'dstray',
  experimentId: null,
  accountId: '123456789012',
  endpoint: null,
  region: 'us-west-2',
  expiresAtMs: null,
  stacks: [{ name: 'sluice-dstray-guard', arn: 'arn', status: 'CREATE_COMPLETE', createdAtMs: 1 }],
}

test('a sweep names what it found and which Region it could not search, and removes it', async () => {
  const engine = pretendEngine()
  engine.answer({
    'accounts.list': accounts,
    'sweep.find': {
      account: work,
      regions: ['us-west-2', 'eu-west-1'],
      found: [found],
      unknown: [{ region: 'eu-west-1', reason: 'not allowed' }],
    },
    'sweep.remove': exampleDeployment({ id: 'dstray' }),
    'deployments.get': exampleDeployment({ id: 'dstray', phase: 'removing' }),
  })
  const user = await renderApp(engine, '#/sweep')
  const sweep = within(await main().findByRole('region', { name: /^Sweep/ }))
  const select = await sweep.findByRole<HTMLSelectElement>('combobox', { name: 'Account' })
  await vi.waitFor(() => expect(select.value).toBe('work'))
  await user.click(sweep.getByRole('button', { name: 'Search' }))
  await sweep.findByText(/1 deployment found in us-west-2\./)
  expect(engine.inputs('sweep.find')).toEqual([{ account: work }])
  expect(sweep.getByText(/eu-west-1 could not be searched: not allowed/)).toBeTruthy()
  await user.click(sweep.getByRole('button', { name: 'Remove dstray' }))
  expect(engine.inputs('sweep.remove')).toEqual([{ account: work, found }])
  expect(window.location.hash).toBe('#/deployments/dstray')
})

test('a sweep that fails says why; what the start has found is shown before any search', async () => {
  const engine = pretendEngine()
  engine.answer({
    'accounts.list': accounts,
    'sweep.last': [{ account: work, regions: ['us-west-2'], found: [found], unknown: [] }],
  })
  engine.fail('sweep.find', { code: 'credentials', message: 'The keys have expired.', details: {} })
  const user = await renderApp(engine, '#/deployments')
  await main().findByRole('button', { name: 'Remove dstray' })
  await user.click(main().getByRole('button', { name: 'Search' }))
  await main().findByText('The keys have expired.')
})
