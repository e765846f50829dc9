// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { commands } from '../../../../shared/contract.ts'
import type { Deployment } from '../../../../shared/deployment.ts'
import { doors, doorScenarios } from './example-doors.ts'
import { exampleDeployment } from './example-deployment.ts'
import { bundledScenarios, experiment, pretendEngine, type PretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const third = { ...doors, id: 'what-is-tls', title: 'What TLS costs' }
const main = () => within(screen.getByRole('main'))

/** An engine that knows several experiments, with a draft of the doors. */
function engineWithDoors(): PretendEngine {
  let draft: Deployment = exampleDeployment({
    phase: 'planned',
    experimentId: doors.id,
    scenarios: doors.scenarios,
    options: {},
    plan: { paths: ['/'], load: { ...doors.load, untilSure: null, light: false }, predictions: {} },
  })
  const engine = pretendEngine()
  engine.answer({
    'experiments.list': [doors, experiment, third],
    'scenarios.list': [
      ...doorScenarios,
      ...bundledScenarios.filter(({ id }) => !doorScenarios.some((one) => one.id === id)),
    ],
    'deployments.get': () => draft,
    'deployments.plan': () => draft,
    'deployments.discard': {},
    'deployments.save': (input) => {
      const { id: _id, ...typed } = commands['deployments.save'].input.parse(input)
      draft = { ...draft, typed }
      return draft
    },
  })
  return engine
}

test('Home has two experiments side by side, each with its question, and the others below', async () => {
  const engine = engineWithDoors()
  const user = await renderApp(engine, '#/')
  const cards = await screen.findAllByRole('heading', { level: 2, name: /Front doors|2017|TLS/ })
  expect(cards.map((one) => one.textContent)).toEqual([doors.title, experiment.title, third.title])
  const card = within(screen.getByRole('region', { name: doors.title }))
  expect(card.getByText(doors.question)).toBeTruthy()
  const ways = within(card.getByRole('list', { name: 'Scenarios compared' })).getAllByRole('listitem')
  expect(ways.map((one) => one.textContent?.trim())).toEqual([
    'Load balancer, HTTPS',
    'HTTP API, VPC link',
    'Own gateway',
  ])
  await user.click(card.getByRole('button', { name: `Start “${doors.title}”` }))
  expect(engine.inputs('deployments.plan')).toMatchObject([
    { experimentId: 'front-doors', scenarios: doors.scenarios },
  ])
})

test('the scenarios stand in groups; what the experiment does not need is folded', async () => {
  await renderApp(engineWithDoors(), '#/plan/d1/scenarios')
  const groups = await main().findAllByRole('region', { name: /API|balancer|gateway/ })
  expect(groups.map((one) => one.getAttribute('aria-label'))).toEqual([
    'Load balancer',
    'HTTP API',
    'Your own gateway',
    'More ways: REST API',
  ])
  const more = main().getByText('More ways').closest('details')
  expect(more?.open).toBe(false)
  expect(groups.map((one) => more?.contains(one))).toEqual([false, false, false, true])
  const mock = within(groups[3] as HTMLElement).getByRole('article', { name: 'Mock' })
  expect(within(mock).getByText('Not ranked')).toBeTruthy()
})

test('a family is one card with a box for each size, and options only of what is chosen', async () => {
  const engine = engineWithDoors()
  const user = await renderApp(engine, '#/plan/d1/scenarios')
  const card = within(await main().findByRole('article', { name: 'Lambda proxy' }))
  expect(card.getAllByRole('checkbox')).toHaveLength(3)
  expect(card.queryByText(/options, all/)).toBeNull()
  await user.click(card.getByRole('checkbox', { name: 'Lambda-512 (512 MB)' }))
  expect(card.getAllByText(/^Lambda-512.*options$|Lambda-512/).length).toBeGreaterThan(1)
  expect(card.queryByText(/Lambda-256.*option/)).toBeNull()
  await vi.waitFor(() => expect(engine.inputs('deployments.save')).not.toEqual([]), 5000)
  expect(engine.inputs('deployments.save').at(-1)?.scenarios).toEqual([...doors.scenarios, 'lambda-512'])
})

test('what is said of the baseline names that of the experiment', async () => {
  const user = await renderApp(engineWithDoors(), '#/plan/d1/scenarios')
  await user.click(await main().findByRole('checkbox', { name: 'Load balancer, HTTPS' }))
  expect(main().getByText(/^Without “Load balancer, HTTPS”/)).toBeTruthy()
})

test('another question is planned instead, in the same account and within the same limits', async () => {
  const engine = engineWithDoors()
  const user = await renderApp(engine, '#/plan/d1/question')
  expect(await main().findByText(doors.question)).toBeTruthy()
  await user.click(await main().findByRole('button', { name: `Plan this instead: ${experiment.title}` }))
  await screen.findByText(`Now planning “${experiment.title}”.`)
  expect(engine.inputs('deployments.plan')).toMatchObject([
    { experimentId: experiment.id, account: { kind: 'practice' }, region: 'us-west-2', capUsd: 5 },
  ])
  expect(engine.inputs('deployments.discard')).toEqual([{ id: 'd1' }])
})
