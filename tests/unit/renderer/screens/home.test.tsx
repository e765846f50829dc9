// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { exampleRun } from '../../shared/example-result.ts'
import { exampleDeployment } from './example-deployment.ts'
import { pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

test('without runs it says what will happen, and starting plans a quick draft', async () => {
  const engine = pretendEngine()
  engine.answer({
    'deployments.plan': exampleDeployment({ phase: 'planned' }),
    'deployments.get': exampleDeployment({ phase: 'planned' }),
  })
  const user = await renderApp(engine, '#/')
  await screen.findByText('No runs yet')
  await user.click(screen.getByRole('button', { name: 'Start the 2017 experiment' }))
  expect(engine.inputs('deployments.plan')).toMatchObject([
    { experimentId: 'proxy-2017', account: { kind: 'practice' } },
  ])
  expect(window.location.hash).toBe('#/plan/d1/review')
})

test('a failed start shows what the engine says, and can be tried again', async () => {
  const engine = pretendEngine()
  engine.fail('deployments.plan', { code: 'database', message: 'The disk is full.', details: {} })
  const user = await renderApp(engine, '#/')
  await user.click(await screen.findByRole('button', { name: 'Start the 2017 experiment' }))
  expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(engine.inputs('deployments.plan')).toHaveLength(2)
})

test('a live deployment and a draft have a row each; a discarded draft can be restored', async () => {
  const draft = exampleDeployment({ id: 'd2', phase: 'planned' })
  const engine = pretendEngine()
  engine.answer({
    'deployments.list': [exampleDeployment({ phase: 'measuring' }), draft],
    'deployments.discard': {},
    'deployments.plan': draft,
  })
  const user = await renderApp(engine, '#/')
  const live = await screen.findByRole('region', { name: 'Live now' })
  expect(within(live).getByText('Measuring')).toBeTruthy()
  const drafts = screen.getByRole('region', { name: 'Drafts' })
  expect(within(drafts).getByRole('link', { name: 'Continue' }).getAttribute('href')).toBe('#/plan/d2/review')
  await user.click(within(drafts).getByRole('button', { name: 'Discard' }))
  expect(engine.inputs('deployments.discard')).toEqual([{ id: 'd2' }])
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(engine.inputs('deployments.plan')).toMatchObject([{ capUsd: 5, lifetimeMs: 7_200_000 }])
})

const runs = ['One', 'Two', 'Three'].map((title, index) =>
  exampleRun({ id: `r${index}`, title, notes: index === 1 ? 'slow network' : '' }),
)

test('the search leaves the runs with every word, and two selected runs can be compared', async () => {
  const engine = pretendEngine()
  engine.answer({ 'runs.list': runs })
  const user = await renderApp(engine, '#/')
  await user.type(await screen.findByRole('searchbox', { name: 'Search' }), 'network slow')
  await screen.findByText(/1 of 3.runs/)
  expect(screen.getByRole('link', { name: 'Two' })).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'One' })).toBeNull()
  await user.click(screen.getByRole('checkbox', { name: /Select Two/ }))
  await user.clear(screen.getByRole('searchbox', { name: 'Search' }))
  await user.click(await screen.findByRole('checkbox', { name: /Select Three/ }))
  expect(screen.getByRole('link', { name: 'Compare' }).getAttribute('href')).toBe('#/compare/r1,r2')
  await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'nothing like this')
  await user.click(await screen.findByRole('button', { name: 'Clear filters' }))
  await screen.findByText(/3.runs, newest first/)
})

test('a run is renamed in the dialog; tags that cannot be saved disable Save', async () => {
  const engine = pretendEngine()
  engine.answer({ 'runs.list': runs, 'runs.annotate': exampleRun() })
  const user = await renderApp(engine, '#/')
  await user.click(await screen.findByRole('button', { name: /^Edit name, notes and tags of One/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Name, notes and tags' })
  const save = within(dialog).getByRole('button', { name: 'Save' })
  await user.type(within(dialog).getByLabelText('Tags'), 'x'.repeat(41))
  expect(within(dialog).getByText(/at most 40 characters/)).toBeTruthy()
  expect(save.hasAttribute('disabled')).toBe(true)
  await user.clear(within(dialog).getByLabelText('Tags'))
  await user.type(within(dialog).getByLabelText('Tags'), 'a, b,a')
  await user.clear(within(dialog).getByLabelText('Name'))
  await user.click(save)
  expect(engine.inputs('runs.annotate')).toEqual([{ id: 'r0', title: null, tags: ['a', 'b'], notes: '' }])
})

test('a deleted run disappears at once, and Undo restores it', async () => {
  const engine = pretendEngine()
  engine.answer({ 'runs.list': runs, 'runs.discard': {}, 'runs.restore': runs[0] ?? exampleRun() })
  const user = await renderApp(engine, '#/')
  await user.click(await screen.findByRole('button', { name: /^Delete One/ }))
  expect(screen.queryByRole('link', { name: 'One' })).toBeNull()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(engine.inputs('runs.restore')).toEqual([{ id: 'r0' }])
  await screen.findByRole('link', { name: 'One' })
})

test('a failed and a cancelled deployment are listed, and can be edited and tried again', async () => {
  const failure = { stack: null, resource: null, reason: 'No address is left.', resources: [], console: null }
  const failed = exampleDeployment({ phase: 'removed', failure, capUsd: 3, scenarios: ['elb', 'http-proxy'] })
  const cancelled = exampleDeployment({ id: 'd2', phase: 'removing' })
  const measured = exampleDeployment({ id: 'd3', phase: 'removed' })
  const engine = pretendEngine()
  engine.answer({
    'deployments.list': [failed, cancelled, measured],
    'runs.list': [exampleRun({ deploymentId: 'd3' })],
    'deployments.plan': exampleDeployment({ id: 'd4', phase: 'planned' }),
    'deployments.get': exampleDeployment({ id: 'd4', phase: 'planned' }),
  })
  const user = await renderApp(engine, '#/')
  const list = within(await screen.findByRole('region', { name: 'Not completed' }))
  expect(list.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '#/deployments',
    '#/deployments/d1',
    '#/deployments/d2',
  ])
  expect(list.getByText('No address is left.')).toBeTruthy()
  expect(list.getByText('Cancelled before its first run.')).toBeTruthy()
  const [again] = list.getAllByRole('button', { name: 'Edit and try again' })
  if (again !== undefined) await user.click(again)
  expect(engine.inputs('deployments.plan')).toMatchObject([{ capUsd: 3, scenarios: ['elb', 'http-proxy'] }])
  expect(window.location.hash).toBe('#/plan/d4/review')
})

test('a run in the list has its outcome in figures, and Escape keeps what is typed', async () => {
  const engine = pretendEngine()
  engine.answer({
    'runs.list': runs,
    'runs.outcomes': [
      {
        id: 'r0',
        outcome: 'Failed after 3 of 15 trials: The load generator was lost.',
        hasFigure: false,
        previousId: null,
      },
    ],
    'runs.annotate': exampleRun(),
  })
  const user = await renderApp(engine, '#/')
  await screen.findByText(/^Failed after 3 of 15 trials/)
  await user.click(await screen.findByRole('button', { name: /^Edit name, notes and tags of One/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Name, notes and tags' })
  await user.type(within(dialog).getByLabelText('Notes'), 'loud fan')
  fireEvent(dialog, new Event('cancel', { cancelable: true }))
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
  expect(engine.inputs('runs.annotate')).toMatchObject([{ id: 'r0', title: 'One', notes: 'loud fan' }])
})
