// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Prompt } from '../../../../shared/prompt.ts'
import { aDeployment } from '../../../examples.ts'
import { type PretendEngine, pretendEngine } from './pretend-engine.ts'
import { announce, renderApp, useJsdomPage } from './render-app.tsx'

useJsdomPage()

const about = { account: { kind: 'profile', profile: 'work' }, deploymentId: null } as const
const mfa: Prompt = { ...about, id: 'p1', kind: 'mfa', serial: 'arn:aws:iam::123456789012:mfa/phone' }
const sso: Prompt = {
  ...about,
  id: 'p2',
  kind: 'sso',
  session: 'company',
  url: 'https://device.sso.eu-west-1.amazonaws.com/?user_code=HQKT-WBNM',
  code: 'HQKT-WBNM',
  expiresAtMs: Date.now() + 540_000,
}
const renew: Prompt = {
  ...about,
  deploymentId: 'd1',
  id: 'p3',
  kind: 'renew',
  reason: 'The security token has expired.',
  remedy: 'Renew the keys of profile work.',
}

function engineWith(...prompts: Prompt[]): PretendEngine {
  const engine = pretendEngine()
  engine.answer({ 'prompts.list': prompts, 'prompts.answer': {} })
  return engine
}
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }))

test('an MFA code is sent once it has six digits', async () => {
  const engine = engineWith(mfa)
  const user = await renderApp(engine, '#/')
  const shown = await dialog('Enter your MFA code')
  expect(shown.getByText(/the device phone shows/)).toBeTruthy()
  const code = shown.getByLabelText('MFA code')
  await user.type(code, '12a34')
  expect(code).toHaveProperty('value', '1234')
  await user.click(shown.getByRole('button', { name: 'Submit' }))
  expect(engine.inputs('prompts.answer')).toEqual([])
  await user.type(code, '56{Enter}')
  expect(engine.inputs('prompts.answer')).toEqual([{ kind: 'code', id: 'p1', code: '123456' }])
})

test('a sign-in shows the code and leads to the browser', async () => {
  await renderApp(engineWith(sso), '#/')
  const shown = await dialog('Sign in')
  expect(shown.getByText('HQKT-WBNM')).toBeTruthy()
  expect(shown.getByRole('link', { name: 'Open the browser' }).getAttribute('href')).toBe(
    'https://device.sso.eu-west-1.amazonaws.com/?user_code=HQKT-WBNM',
  )
})

test('renewed credentials are tried again', async () => {
  const engine = engineWith(renew)
  const user = await renderApp(engine, '#/')
  const shown = await dialog('Renew your credentials')
  expect(shown.getByText('The security token has expired.')).toBeTruthy()
  expect(shown.getByText('Renew the keys of profile work.')).toBeTruthy()
  await user.click(shown.getByRole('button', { name: 'Try again' }))
  expect(engine.inputs('prompts.answer')).toEqual([{ kind: 'again', id: 'p3' }])
})

test('"Stop waiting" cancels the prompt, and an error of the answer is shown', async () => {
  const engine = engineWith(mfa)
  const user = await renderApp(engine, '#/')
  const shown = await dialog('Enter your MFA code')
  await user.click(shown.getByRole('button', { name: 'Stop waiting' }))
  expect(engine.inputs('prompts.answer')).toEqual([{ kind: 'cancel', id: 'p1' }])
  engine.fail('prompts.answer', { code: 'not-found', message: 'Nothing waits for it.', details: {} })
  await user.click(shown.getByRole('button', { name: 'Stop waiting' }))
  await shown.findByText('Nothing waits for it.')
})

test('"Later" leaves a line for each prompt that opens its dialog again', async () => {
  const user = await renderApp(engineWith(mfa, renew), '#/')
  await user.click((await dialog('Enter your MFA code')).getByRole('button', { name: 'Later' }))
  await user.click((await dialog('Renew your credentials')).getByRole('button', { name: 'Later' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByText(/needs a code from your MFA device/)).toBeTruthy()
  const waiting = screen.getByText(/needs new credentials\. The deployment waits for it/)
  expect(within(waiting).getByRole('link', { name: 'Show deployment' }).getAttribute('href')).toBe(
    '#/deployments/d1',
  )
  await user.click(screen.getByRole('button', { name: 'Show what to do…' }))
  await dialog('Renew your credentials')
})

test('a program that runs is a line without a dialog, and can be stopped', async () => {
  const engine = engineWith({ ...about, id: 'p4', kind: 'process', limitMs: 60_000 })
  const user = await renderApp(engine, '#/')
  expect(await screen.findByText(/waits for its credential_process/)).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Stop waiting' }))
  expect(engine.inputs('prompts.answer')).toEqual([{ kind: 'cancel', id: 'p4' }])
})

test('a prompt opens its dialog when it is announced, and closes it when it is answered', async () => {
  const engine = pretendEngine()
  await renderApp(engine, '#/settings')
  expect(screen.queryByRole('dialog')).toBeNull()
  engine.answer({ 'prompts.list': [sso] })
  await announce(engine, { name: 'prompt.opened', data: sso })
  await dialog('Sign in')
  engine.answer({ 'prompts.list': [] })
  await announce(engine, { name: 'prompt.closed', data: { id: 'p2' } })
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull()
})

test('what keeps the engine from working is an alert on every screen', async () => {
  const engine = pretendEngine()
  const live = [aDeployment({ id: 'd1', phase: 'measuring' }), aDeployment({ id: 'd2', phase: 'removed' })]
  engine.answer({ 'storeHealth.get': 'The disk is full.', 'deployments.list': live })
  await renderApp(engine, '#/glossary')
  const alert = await screen.findByRole('alert')
  await expect.poll(() => alert.textContent).toMatch(/^The disk is full\. .* torn down there: d1\.$/)
})
