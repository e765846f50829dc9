// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { topicOf } from '../../../../renderer/screens/then-and-now/topic-of.ts'
import { topics } from '../../../../renderer/screens/then-and-now/topics.ts'
import { measuredResult } from '../../shared/measured-result.ts'
import { bundledScenarios, pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const { run, trials } = measuredResult({ run: { id: 'r9' } })
const none = { runs: [], found: 0, saved: 0, accounts: [] }

test('every topic says what was and what is, with public sources', async () => {
  const engine = pretendEngine()
  engine.answer({ 'runs.find': none })
  await renderApp(engine, '#/2017')
  for (const { title, sources } of topics) {
    const card = within(await screen.findByRole('region', { name: title }))
    expect(card.getByText('In 2017')).toBeTruthy()
    expect(card.getByText('Today')).toBeTruthy()
    const links = card.getAllByRole('link', { name: (name) => sources.some((one) => one.title === name) })
    for (const link of links)
      expect(link.getAttribute('href')).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//)
  }
  expect(screen.queryByText(/your newest run/)).toBeNull()
})

test('the formula of 2017 follows what is typed, and says what is no number of requests', async () => {
  const engine = pretendEngine()
  engine.answer({ 'runs.find': none })
  const user = await renderApp(engine, '#/2017/addresses')
  const peak = await screen.findByRole('spinbutton', { name: /Requests at once/ })
  const needed = () =>
    within(screen.getByRole('table'))
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[1]?.textContent)
  expect(needed()).toEqual(['5', '17', '34'])
  await user.clear(peak)
  await user.type(peak, '4000')
  expect(needed()).toEqual(['334: too many', '1,334: too many', '2,667: too many'])
  await user.clear(peak)
  await user.type(peak, '-1')
  expect(peak.getAttribute('aria-invalid')).toBe('true')
  expect(screen.queryByRole('table')).toBeNull()
})

test('the figures of the newest run stand where they belong, with their interval', async () => {
  const engine = pretendEngine()
  const older = { ...run, id: 'r1', startedAtMs: run.startedAtMs - 1 }
  const failed = { ...run, id: 'r2', status: 'failed' as const, startedAtMs: run.startedAtMs + 1 }
  engine.answer({
    'runs.find': { ...none, runs: [failed, run, older] },
    'runs.get': ({ id }) => ({ run: { ...run, id }, trials: [...trials], diagnoses: [] }),
  })
  await renderApp(engine, '#/2017')
  const card = within(await screen.findByRole('region', { name: 'Client certificates and signed requests' }))
  const link = await card.findByRole('link', { name: 'your newest run' })
  expect(link.getAttribute('href')).toBe('#/runs/r9')
  expect(card.getByText(/HTTP proxy: 2\d(\.\d)?.% \(.*%\) of the baseline/)).toBeTruthy()
  expect(card.getByText(/\(22(\.1)?.% in 2017\)/)).toBeTruthy()
})

test('a scenario leads to a topic that is there', () => {
  const ids = topics.map(({ id }) => id)
  for (const { id } of bundledScenarios) expect([null, ...ids]).toContain(topicOf(id))
  expect(topicOf('lambda-256')).toBe('addresses')
  expect(topicOf('constructor')).toBeNull()
})
