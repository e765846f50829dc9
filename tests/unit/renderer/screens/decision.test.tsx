// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Result } from '../../../../shared/result.ts'
import { measuredResult } from '../../shared/measured-result.ts'
import { pretendEngine } from './pretend-engine.ts'
import { renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

async function show({ run, trials }: Result) {
  const engine = pretendEngine()
  engine.answer({
    'runs.get': { run, trials: [...trials], diagnoses: [] },
    'runs.list': [run],
    'runs.curves': [],
    'runs.formats': [],
    'requirements.set': ({ experimentId, requirements }) => ({ experimentId, requirements, changedAtMs: 1 }),
  })
  const user = await renderApp(engine, `#/runs/${run.id}`)
  const card = within(await screen.findByRole('region', { name: 'Decide' }))
  await card.findByRole('heading', { name: 'Your requirements' })
  // What the card listens to, it listens to once its effects have run.
  await act(async () => {})
  return { engine, user, card }
}

const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('\u00A0', ' ')
const sentence = () => plain(document.querySelector('.decision-sentence')?.textContent)

test('decides by the defaults until a person says otherwise, and says that they are defaults', async () => {
  const { card } = await show(measuredResult())
  expect(sentence()).toBe(
    'For 20 M requests a month: Load balancer ($22 a month). Lambda-256 (128 MB) costs $74.',
  )
  expect(card.getByText(/These are values to start from/)).toBeTruthy()
  expect(card.getByRole('figure', { name: /^Dollars a month/ })).toBeTruthy()
  expect(plain(card.getByText(/^It rests on 6 complete rounds/).textContent)).toContain('Prices: ')
})

test('saves as typed what has no fault, and decides by it', async () => {
  const { card, engine, user } = await show(measuredResult())
  await user.click(card.getByRole('radio', { name: 'Added' }))
  await user.click(card.getByRole('checkbox', { name: 'Clients connect over TLS' }))
  expect(sentence()).toMatch(
    /^For 20 M requests a month, at most 25 ms added and TLS to the client: Lambda-1024/,
  )
  const row = card.getByRole('row', { name: /^Lambda-1024/ })
  expect(plain(row.textContent)).toMatch(/Cheapest.*\$75.*ms.*meets.*meets.*meets/)
  await waitFor(() =>
    expect(engine.inputs('requirements.set').at(-1)).toMatchObject({
      experimentId: 'proxy-2017',
      requirements: { latency: { percentile: 'p50', of: 'added', ms: 25 }, mustHaves: ['tls-to-client'] },
    }),
  )
})

test('a fault stands at its field, is not saved, and leaves the last decision', async () => {
  const { card, engine, user } = await show(measuredResult())
  const before = sentence()
  await user.clear(card.getByRole('spinbutton', { name: 'At the peak' }))
  expect(card.getByRole('alert').textContent).toBe('Must be from 1 to 1,000,000.')
  expect(card.getByText(/decided by the last values without one/)).toBeTruthy()
  expect(sentence()).toBe(before)
  expect(engine.inputs('requirements.set')).toEqual([])
})

test('what another window says is taken over', async () => {
  const { engine } = await show(measuredResult())
  const { requirements } = { requirements: { requestsPerMonth: 100_000 } }
  const kept = (await engine.dispatch('requirements.get', { experimentId: 'proxy-2017' })) as {
    value: { requirements: object }
  }
  engine.announce({
    name: 'requirements.changed',
    data: {
      experimentId: 'proxy-2017',
      requirements: { ...kept.value.requirements, ...requirements } as never,
      changedAtMs: 2,
    },
  })
  await waitFor(() => expect(sentence()).toMatch(/^For 100 k requests a month: Lambda-256/))
})

test('the practice account is never AWS, and few rounds decide nothing', async () => {
  await show(measuredResult({ made: 2, run: { account: { kind: 'practice' } } }))
  expect(sentence()).toMatch(/^Cannot decide yet: measured on the practice account, not on AWS, 2 rounds/)
})
