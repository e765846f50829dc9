// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Result } from '../../../../shared/result.ts'
import { differsFromItself, measuredResult } from '../../shared/measured-result.ts'
import { pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

async function show({ run, trials, diagnoses }: Result) {
  const engine = pretendEngine()
  engine.answer({
    'runs.get': { run, trials: [...trials], diagnoses: [...diagnoses] },
    'runs.list': [run],
    'runs.curves': [],
    'runs.formats': [],
  })
  const user = await renderApp(engine, `#/runs/${run.id}`)
  await screen.findByRole('heading', { level: 1, name: /Load balancer/ })
  return user
}

const plain = (text: string | null): string => (text ?? '').replaceAll('\u00A0', ' ')
const region = (name: string | RegExp) => within(screen.getByRole('region', { name }))
const lead = () => plain(document.querySelector('.answer-sentence')?.textContent ?? null)

test('a run that was sure leads with a sentence to quote, and says how it ended', async () => {
  await show(measuredResult({ run: { endedBy: 'sure' } }))
  expect(lead()).toMatch(/^The HTTP proxy adds 2\d.* and keeps 2\d.* of an origin that answers at once\.$/)
  expect(screen.getByText('Sure after 6 of at most 8 rounds.')).toBeTruthy()
  expect(screen.getAllByText(/measure gateway and TLS together/)).toHaveLength(1)
  expect(screen.queryByText(/ended early/)).toBeNull()
})

test('one round says in the same place what it cannot know, and a capped run why it ended', async () => {
  await show(measuredResult({ rounds: 1, made: 1, untilSure: false }))
  expect(lead()).toMatch(/^In one round the HTTP proxy kept/)
  expect(screen.getByText(/^One round cannot tell how much these figures vary/)).toBeTruthy()
})

test('a run that met its cap says so, and shows the trials after the stop apart', async () => {
  const result = measuredResult({
    made: 3,
    run: { endedBy: 'cap' },
    change: (trial) =>
      trial.round === 3 && trial.scenarioId !== 'elb' && trial.load === 'closed'
        ? { ...trial, status: 'pending', result: null }
        : trial,
  })
  await show(result)
  expect(screen.getByText('Ended by the cost cap after 2 of at most 8 rounds.')).toBeTruthy()
  const after = region('After the stop')
  expect(after.getByText(/part of no figure above/)).toBeTruthy()
  expect(after.getAllByText('no, after the stop').length).toBeGreaterThan(0)
})

test('a baseline that differs from itself leads', async () => {
  await show(measuredResult({ change: differsFromItself }))
  expect(lead()).toMatch(/^Cannot know: against itself the load balancer keeps/)
  expect(region('With your own service').getByText(/^No forecast/)).toBeTruthy()
})

test('the slider and its field say together what remains before another service', async () => {
  const user = await show(measuredResult())
  const card = region('With your own service')
  const share = () => plain(card.getAllByRole('listitem').at(-1)?.textContent ?? null)
  expect(share()).toMatch(/HTTP proxy about 71(\.\d)? % \(.*–.* %\)/)
  const slider = card.getByRole('slider', { name: 'Time that your service takes' })
  expect(slider.getAttribute('aria-valuetext')).toBe('50 ms')
  const field = card.getByRole('spinbutton', { name: 'Your service takes' })
  await user.clear(field)
  await user.type(field, '80')
  expect(slider.getAttribute('aria-valuetext')).toBe('80 ms')
  expect(share()).toMatch(/about (79|80)/)
  fireEvent.change(slider, { target: { value: '0' } })
  expect((field as HTMLInputElement).value).toBe('0')
  expect(share()).toMatch(/about 2\d/)
  await user.clear(field)
  expect(card.getByRole('alert').textContent).toBe('From 0 to 2000 ms.')
})

test('light load has added milliseconds with intervals, apart from latency under load', async () => {
  await show(measuredResult())
  const light = region('Latency at light load')
  const row = within(light.getByRole('table')).getByRole('row', { name: /HTTP proxy/ })
  expect(plain(row.textContent)).toMatch(/HTTP proxy ?2\d(\.\d)? ms \(.*ms\)/)
  expect(screen.getByRole('region', { name: 'Latency with 50 busy connections' })).toBeTruthy()
})

test('a run without light load says that it cannot tell', async () => {
  await show(measuredResult({ light: false }))
  expect(region('Latency at light load').getByText(/did not measure it/)).toBeTruthy()
  expect(region('With your own service').getByText(/did not measure latency at light load/)).toBeTruthy()
  expect(lead()).toMatch(/^The HTTP proxy keeps 2\d/)
})

test('each expectation and prediction is checked against what was measured', async () => {
  await show(measuredResult({ run: { predictions: { 'http-proxy': 0.5 } } }))
  const proxy = region('HTTP proxy')
  expect(proxy.getByText('as expected')).toBeTruthy()
  expect(proxy.getByText('not as expected')).toBeTruthy()
  expect(proxy.getByText(/^You predicted/)).toBeTruthy()
  expect(proxy.getByText(/50 connections can have at most/)).toBeTruthy()
})

test('arrow keys walk the bars and read them out with their intervals', async () => {
  const user = await show(measuredResult())
  const [chart] = screen.getAllByRole('application', { name: /^Share of the load balancer/ })
  chart?.focus()
  await user.keyboard('{End}')
  const said = () => plain(chart?.parentElement?.querySelector('output')?.textContent ?? null)
  expect(said()).toMatch(/^HTTP proxy, \/: 2\d.* %, interval .*–.* %, single rounds/)
  await user.keyboard('{ArrowUp}')
  expect(said()).toMatch(/^Lambda-1024/)
  await user.tab()
  expect(said()).toBe('')
})

test('several paths have points and intervals of their own, and no verdict', async () => {
  await show(measuredResult({ run: { paths: ['/', '/child/random.txt'] } }))
  const paths = region('Path by path')
  expect(paths.getByText(/Single paths have no verdict/)).toBeTruthy()
  expect(paths.queryByText(/cannot know|keeps/)).toBeNull()
})
