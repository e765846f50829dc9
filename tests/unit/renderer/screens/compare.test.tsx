// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { publishedRun } from '../../../../shared/published-run.ts'
import { measuredRun } from '../../shared/measured-run.ts'
import { experiment, pretendEngine, type PretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const scenarios = experiment.scenarios.map((id) => ({ id, title: id }))
const published = publishedRun(experiment, scenarios)
const day = 86_400_000

/** Runs a day apart, the newest last; the second has invalid trials of the HTTP proxy. */
const stored = [1, 1, 1.2].map((faster, index) => {
  const run = measuredRun(
    { id: `r${index}`, title: `Run ${index}`, seed: index + 1, startedAtMs: Date.UTC(2026, 5) + index * day },
    { faster },
  )
  const trials = run.trials.map((trial) =>
    index === 1 && trial.round === 1 && trial.load === 'closed' && trial.scenarioId === 'http-proxy'
      ? { ...trial, status: 'invalid' as const }
      : trial,
  )
  return { ...run, trials }
})

function engineWithRuns(): PretendEngine {
  const engine = pretendEngine()
  engine.answer({
    'runs.get': ({ id }) => {
      const found = stored.find(({ run }) => run.id === id)
      if (found) return found
      if (published?.run.id !== id) throw new Error(`There is no run ${id}.`)
      return { run: published.run, trials: [...published.trials], diagnoses: [] }
    },
  })
  return engine
}

/** The cells of a table's row, heading first. */
function cellsOf(table: HTMLElement, name: RegExp): string[] {
  const row = within(table).getByRole('row', { name })
  return [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').replaceAll('\u00A0', ' '))
}

test('runs stand oldest first, and the newest is compared with those before it, until swapped', async () => {
  const user = await renderApp(engineWithRuns(), '#/compare/r2,r0,r1')
  const runs = within(await screen.findByRole('region', { name: 'Runs' }))
  expect(runs.getAllByRole('link').map((link) => link.textContent)).toEqual(['Run 0', 'Run 1', 'Run 2'])
  const sides = (): (string | null)[] =>
    runs.getAllByRole<HTMLInputElement>('radio', { checked: true }).map(({ value }) => value)
  expect(sides()).toEqual(['before', 'before', 'after'])
  const table = await screen.findByRole('table', { name: /^Before and after: share of the load balancer/ })
  const cells = cellsOf(table, /HTTP proxy/)
  expect(cells[3]).toMatch(/^\+\d\.\d points$/)
  expect(cells[4]).toMatch(/^1\.\d+ ×, descriptive$/)
  await user.click(screen.getByRole('button', { name: 'Swap before and after' }))
  expect(sides()).toEqual(['after', 'after', 'before'])
  expect(cellsOf(table, /HTTP proxy/)[3]).toMatch(/^−\d\.\d points$/)
  await user.click(runs.getAllByRole('radio', { name: 'After' })[2] as HTMLElement)
  expect(screen.getByText(/Put at least one run on each side\./)).toBeTruthy()
  expect(cellsOf(table, /HTTP proxy/)[4]).toBe('a side has no figure')
})

test('each run has its interval, its latency, its errors and its own verdict', async () => {
  const user = await renderApp(engineWithRuns(), '#/compare/r0,r1')
  const alone = await screen.findByRole('table', { name: /^What each run says alone/ })
  expect(cellsOf(alone, /HTTP proxy/)[1]).toMatch(/^keeps 2\d(\.\d)? % \(2\d(\.\d)?–2\d(\.\d)? %\)/)
  const shares = screen.getByRole('table', { name: /^Share of the load balancer.* run by run/ })
  expect(cellsOf(shares, /HTTP proxy/)[2]).toMatch(/% \(.*–.*%\)$/)
  const added = screen.getByRole('table', { name: /^Latency added to the load balancer/ })
  expect(cellsOf(added, /HTTP proxy/)[1]).toMatch(/^2\d\.\d ms \(\d+\.\d–\d+\.\d ms\)$/)
  await user.click(screen.getByRole('radio', { name: 'p90' }))
  const p90 = await screen.findByRole('table', { name: /^Latency at light load: p90/ })
  expect(cellsOf(p90, /Load balancer/)[1]).toMatch(/^1\.\d+ ms \(/)
  const errors = screen.getByRole('table', { name: /^Errors and invalid trials/ })
  expect(cellsOf(errors, /HTTP proxy/).slice(1)).toEqual([
    '0 errors in 12,000 requests; 12 trials valid',
    '0 errors in 12,000 requests; 1 invalid of 12 trials',
  ])
})

test('conditions that differ come before the figures', async () => {
  await renderApp(engineWithRuns(), '#/compare/r0,r1')
  const conditions = await screen.findByRole('table', { name: 'Conditions that differ between the runs' })
  expect(cellsOf(conditions, /seed/)).toEqual(['Trial order (seed)', '1', '2'])
  const figures = screen.getByRole('table', { name: /^Before and after/ })
  expect(conditions.compareDocumentPosition(figures)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
})

test('against 2017 one round cannot know, and what was not published is not 0', async () => {
  await renderApp(engineWithRuns(), `#/compare/r0,${published?.run.id}`)
  const alone = await screen.findByRole('table', { name: /^What each run says alone/ })
  expect(cellsOf(alone, /HTTP proxy|http-proxy/)[1]).toMatch(/^cannot know: one round gave 22\.1 %/)
  const sides = screen.getByRole('table', { name: /^Before and after/ })
  expect(cellsOf(sides, /HTTP proxy|http-proxy/)[1]).toBe('22.1 %')
  const different = screen.getByRole('region', { name: 'What was different in 2017 (run A)' })
  expect(
    within(different)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(experiment.published?.notes)
  for (const name of [/^Latency added/, /^Errors and invalid trials/])
    expect(cellsOf(screen.getByRole('table', { name }), /HTTP proxy|http-proxy/)[1]).toBe('not published')
})

test('the published results have a page without anything that changes them', async () => {
  const engine = engineWithRuns()
  await renderApp(engine, `#/runs/${published?.run.id}`)
  await screen.findByRole('heading', { level: 1, name: experiment.published?.title ?? '' })
  const alone = await screen.findByRole('table', { name: /^What each run says alone/ })
  expect(cellsOf(alone, /http-proxy/)[1]).toMatch(/^cannot know: one round gave 22\.1 %/)
  for (const name of [/Edit/, /Delete/, /Export/, /Duplicate/, /Save/])
    expect(screen.queryByRole('button', { name })).toBeNull()
})

test('a saved run leads against 2017 and against the run before in one click', async () => {
  const engine = engineWithRuns()
  const outcome = { outcome: 'HTTP proxy 22 %', hasFigure: true, previousId: null }
  engine.answer({
    'runs.list': stored.map(({ run }) => run).toReversed(),
    'runs.outcomes': ({ ids }) =>
      ids.map((id) => ({
        ...outcome,
        id,
        hasFigure: id !== 'r0',
        previousId: id === 'r2' ? 'r1' : null,
      })),
  })
  await renderApp(engine, '#/')
  const link = await screen.findByRole('link', { name: 'Against the run before' })
  expect(link.getAttribute('href')).toBe('#/compare/r1,r2')
  const against = screen.getAllByRole('link', { name: 'Against 2017' })
  expect(against.map((one) => one.getAttribute('href'))).toEqual([
    `#/compare/${published?.run.id},r2`,
    `#/compare/${published?.run.id},r1`,
  ])
  const builtIn = within(screen.getByRole('list', { name: 'Published results' }))
  expect(builtIn.queryByRole('button')).toBeNull()
  await waitFor(() => expect(builtIn.getByText('HTTP proxy 22 %')).toBeTruthy())
  builtIn.getByRole('checkbox').click()
  screen.getByRole('checkbox', { name: /^Select Run 1/ }).click()
  expect((await screen.findByRole('link', { name: 'Compare' })).getAttribute('href')).toBe(
    `#/compare/${published?.run.id},r1`,
  )
})
