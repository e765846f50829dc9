// @vitest-environment jsdom
import { plainLoad } from '../../../../shared/plain-load.ts'
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Run } from '../../../../shared/run.ts'
import { aRun } from '../../../examples.ts'
import { exampleDeployment } from './example-deployment.ts'
import { pretendEngine } from './pretend-engine.ts'
import { announce, renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const main = () => within(screen.getByRole('main'))
const load = {
  ...plainLoad,
  threads: 1,
  connections: 1,
  durationSec: 60,
  rounds: 9,
  leadIn: { kind: 'one-request' },
} as const
const running = (id: string, changes: Partial<Run>): Run =>
  aRun({ id, deploymentId: `d-${id}`, status: 'running', load, startedAtMs: Date.now(), ...changes })
const holder = running('holder', { measuringSinceMs: Date.now() })
const waiter = running('waiter', { measuringSinceMs: null })
const deployment = exampleDeployment({ id: 'd-waiter', phase: 'measuring' })

function engineWithQueue() {
  const engine = pretendEngine()
  engine.answer({
    'deployments.list': [deployment],
    'deployments.get': deployment,
    'runs.list': [waiter, holder],
    'runs.get': { run: waiter, trials: [], diagnoses: [] },
    'runs.live': null,
    'runs.cancel': waiter,
  })
  return engine
}

test.each(['#/', '#/deployments', '#/deployments/d-waiter'])('%s says for what a run waits', async (hash) => {
  await renderApp(engineWithQueue(), hash)
  expect(await main().findByText(/^Waits for the run on d-holder to end, about/)).toBeTruthy()
  expect(main().getAllByText('Waiting').length).toBeGreaterThan(0)
  expect(main().queryByText('Measuring')).toBeNull()
})

test('a run that waits can be stopped, and is measured when its turn has come', async () => {
  const engine = engineWithQueue()
  const user = await renderApp(engine, '#/deployments/d-waiter')
  await user.click(await main().findByRole('button', { name: 'Stop waiting' }))
  expect(engine.inputs('runs.cancel')).toEqual([{ id: 'waiter' }])
  const measuring = { ...waiter, measuringSinceMs: Date.now() }
  engine.answer({ 'runs.list': [measuring, { ...holder, status: 'succeeded' }] })
  await announce(engine, { name: 'run.changed', data: measuring })
  expect(await main().findByRole('button', { name: 'Stop measuring' })).toBeTruthy()
})
