// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { doorsExperiment, measuredResult } from '../../shared/measured-result.ts'
import { exampleDeployment } from './example-deployment.ts'
import { pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const six = [
  'Application load balancer',
  'REST API with VPC link',
  'HTTP API with VPC link',
  'HTTP API with Lambda',
  'HTTP proxy',
  'Own gateway',
]
const main = () => within(screen.getByRole('main'))

/** The first cells of a table, without its header. */
function names(table: HTMLElement): string[] {
  const rows = within(table).getAllByRole('row').slice(1)
  return rows.map((row) => row.firstElementChild?.textContent?.trim() ?? '')
}

test('the flip map and the decision of a result have each of six scenarios', async () => {
  const { run, trials } = measuredResult({ experiment: doorsExperiment, run: { id: 'r1' } })
  const engine = pretendEngine()
  engine.answer({
    'experiments.list': [doorsExperiment],
    'runs.get': { run, trials: [...trials], diagnoses: [] },
    'runs.list': [run],
    'runs.curves': [],
    'runs.formats': [],
  })
  const user = await renderApp(engine, '#/runs/r1')
  // The card is loaded when it is needed.
  const figure = { name: /^Dollars a month/ }
  const map = within(await screen.findByRole('figure', figure, { timeout: 10_000 }))
  await user.click(map.getByRole('button', { name: 'Table' }))
  const header = within(map.getByRole('table')).getAllByRole('columnheader')
  expect(header.map((one) => one.textContent)).toEqual(expect.arrayContaining(six))
  const decided = screen.getByRole('table', { name: 'Scenarios and your requirements' })
  expect(names(decided).map((name) => six.find((one) => name.startsWith(one)))).toEqual(six)
})

test('a run that is measured lists six scenarios and the baseline against itself', async () => {
  const made = measuredResult({ experiment: doorsExperiment, run: { id: 'r1' } })
  const run = { ...made.run, status: 'running' as const, finishedAtMs: null }
  const trials = made.trials.filter(({ round }) => round <= 5)
  const engine = pretendEngine()
  const deployment = exampleDeployment({
    id: run.deploymentId,
    phase: 'measuring',
    experimentId: 'front-doors',
  })
  engine.answer({
    'experiments.list': [doorsExperiment],
    'deployments.list': [deployment],
    'deployments.get': deployment,
    'runs.list': [run],
    'runs.get': { run, trials: [...trials], diagnoses: [] },
    'runs.live': null,
  })
  await renderApp(engine, `#/deployments/${run.deploymentId}`)
  await main().findByText('The application load balancer against itself')
  const [first, ...others] = names(main().getByRole('table', { name: 'Scenarios so far' }))
  expect([first, ...others.slice(1)]).toEqual(six)
  expect(others[0]).toBe('The application load balancer against itself')
})
