// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { LiveTrial } from '../../../../shared/live-trial.ts'
import type { Trial } from '../../../../shared/run.ts'
import { exampleLiveRun, type LiveExample } from '../../shared/example-live-run.ts'
import { exampleDeployment } from './example-deployment.ts'
import { pretendEngine } from './pretend-engine.ts'
import { announce, renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const main = () => within(screen.getByRole('main'))
const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00A0', ' ')

/** The screen of a made-up run that goes on. */
async function watch(example: LiveExample, live: LiveTrial | null = null) {
  const { run, trials } = exampleLiveRun(example)
  const deployment = exampleDeployment({ id: run.deploymentId, phase: 'measuring' })
  const engine = pretendEngine()
  engine.answer({
    'deployments.list': [deployment],
    'deployments.get': deployment,
    'runs.list': [run],
    'runs.get': { run, trials, diagnoses: [] },
    'runs.live': live,
  })
  const user = await renderApp(engine, `#/deployments/${run.deploymentId}`)
  await main().findByText(/^(Round \d+ of|Sure after)/)
  return { engine, user, run, trials }
}

/** Name, share, errors, p50 and state of each row. */
function cells(): string[][] {
  const rows = within(screen.getByRole('table', { name: 'Scenarios so far' })).getAllByRole('row')
  return rows.slice(1).map((row) => [...row.children].map((cell) => plain(cell.textContent).trim()))
}

const running = (trial: Trial | undefined, part: LiveTrial['part'], requests: number[] = []): LiveTrial => ({
  order: trial?.order ?? -1,
  part,
  startedAtMs: Date.now(),
  samples: requests.map((one, second) => ({ offsetMs: second * 1000, requests: one })),
})

test('in the first round it says where the run is, how long it may take, that nothing is known', async () => {
  await watch({ complete: 0, more: 3 })
  expect(main().getByText('Round 1 of at most 8, trial 4 of 11')).toBeTruthy()
  expect(main().getByText(/^\d+–\d+ min left$/)).toBeTruthy()
  expect(cells().map(([name, , , , state]) => [name, state])).toEqual([
    ['Load balancer', 'Baseline: what the others are compared with'],
    ['The load balancer against itself', 'Noise floor: the same scenario twice, so 100 % is expected'],
    ...['Lambda-256 (128 MB)', 'Lambda-512 (512 MB)', 'Lambda-1024 (1,024 MB)', 'HTTP proxy'].map((name) => [
      name,
      'no figure before the first round is complete',
    ]),
  ])
})

test('later each scenario has its share, errors, added latency and state; the rule is there', async () => {
  const { engine, trials } = await watch({ complete: 5, more: 10, noise: 0.004 })
  expect(main().getByText('4 of 4 scenarios settled after 5 rounds')).toBeTruthy()
  expect(main().getByText('Sure after 5 of at most 8 rounds')).toBeTruthy()
  const proxy = cells().at(-1) ?? []
  expect(proxy[1]).toMatch(/^22.*% \(21.*–22.*%\)1,7\d0 req\/s$/)
  expect(proxy[2]).toBe('0')
  expect(proxy[3]).toMatch(/^2\d(\.\d)? ms\+2\d.* ms \(2.*–2.* ms\)$/)
  expect(proxy[4]).toMatch(/^Settled: keeps 22/)
  expect(main().getByText(/Until sure: looks after every round from the fifth on, at most 8/)).toBeTruthy()
  expect(main().getByText(/within ±5\s% of the baseline; otherwise after 8 rounds/)).toBeTruthy()
  // The last trial of a round changes what is said.
  const last = trials.filter(({ round }) => round === 6).at(-1)
  const done = exampleLiveRun({ complete: 6, noise: 0.004 }).trials.find(({ order }) => order === last?.order)
  if (done !== undefined) await announce(engine, { name: 'trial.finished', data: done })
  expect(await main().findByText('4 of 4 scenarios settled after 6 rounds')).toBeTruthy()
})

test('a scenario that fails is not ranked, and its errors are counted', async () => {
  const errors = { connect: 0, read: 0, write: 0, timeout: 0, status: 1000 }
  await watch({
    complete: 5,
    change: (trial) =>
      trial.scenarioId === 'http-proxy' && trial.load === 'closed' && trial.round > 2 && trial.result
        ? { ...trial, status: 'invalid', reason: 'Errors.', result: { ...trial.result, errors } }
        : trial,
  })
  const proxy = cells().at(-1) ?? []
  expect(proxy[2]).toMatch(/^3,000/)
  expect(proxy[4]).toBe('Not ranked: lost 3 of 5 rounds')
})

test('a run with fixed rounds shows no light load where it has none', async () => {
  await watch({
    complete: 3,
    scenarios: ['elb', 'http-proxy'],
    load: { untilSure: null, light: false, rounds: 4 },
  })
  expect(main().getByText('Round 4 of 4, trial 1 of 2')).toBeTruthy()
  expect(main().getByText('Exactly 4 rounds')).toBeTruthy()
  expect(screen.queryByRole('columnheader', { name: 'p50, one connection' })).toBeNull()
  expect(cells().at(-1)?.at(-1)).toMatch(/^3 of 4 rounds: keeps 22.*, from few rounds$/)
})

test('a trial on one connection shows the time of a response, and no requests per second', async () => {
  const example = { complete: 1, more: 2 }
  const { trials } = exampleLiveRun(example)
  const trial = trials[13]
  expect(trial?.load).toBe('light')
  await watch(example, running(trial, 'measured', [40, 50]))
  expect(main().getByText(/round 2, one connection/)).toBeTruthy()
  const figure = main().getByText('One after another').parentElement
  expect(plain(figure?.textContent)).toBe('One after another20 msa response, in second 2')
})

test('a trial at full load shows what it sends; a diagnosis says what it is for', async () => {
  const example = { complete: 1, more: 6 }
  const { trials } = exampleLiveRun(example)
  const { engine, run } = await watch(example, running(trials[17], 'measured', [1700]))
  expect(main().getByText(/round 2, 50 connections/)).toBeTruthy()
  expect(plain(main().getByText('Requests sent').parentElement?.textContent)).toContain('1,700 req/s')
  const order = trials[16]?.order ?? 0
  await announce(engine, { name: 'trial.started', data: { runId: run.id, order, part: 'diagnosis' } })
  expect(await main().findByText('Counting status codes')).toBeTruthy()
  expect(main().getByText(/to count their status codes, and enters no figure/)).toBeTruthy()
})
