// @vitest-environment jsdom
import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApi } from '../../../../renderer/api/api.ts'
import { ApiProvider } from '../../../../renderer/api/use-api.tsx'
import { PreflightCard } from '../../../../renderer/screens/plan/preflight-card.tsx'
import { WhoIsThis } from '../../../../renderer/screens/plan/who-is-this.tsx'
import type { Answer } from '../../../../shared/wire.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const cancelButton = () => screen.queryByRole('button', { name: 'Cancel' })

test('a look that lasts can be cancelled, and what comes later is not shown', async () => {
  const asked = Promise.withResolvers<Answer<unknown>>()
  const api = createApi({ request: () => asked.promise, onEvent: () => () => undefined })
  render(
    <ApiProvider api={api}>
      <WhoIsThis
        account={{ kind: 'profile', profile: 'work' }}
        region="us-west-2"
        disabled={false}
        onRegions={() => expect.fail('it was given up')}
      />
    </ApiProvider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Who is this?' }))
  await wait(4_500)
  expect(cancelButton()).toBeNull()
  await wait(1_000)
  fireEvent.click(cancelButton() ?? expect.fail('there is no such button'))
  expect(screen.getByRole('button', { name: 'Who is this?' }).getAttribute('aria-busy')).toBeNull()
  asked.resolve({ ok: false, error: { code: 'unreachable', message: 'AWS cannot be reached', details: {} } })
  await wait(0)
  expect(screen.queryByText(/cannot be reached/)).toBeNull()
})

test('the checks before the start can be cancelled, and asked for again', async () => {
  const again = vi.fn(() => Promise.resolve())
  render(<PreflightCard checked={{ state: 'loading', retry: () => undefined, again }} />)
  await wait(5_500)
  fireEvent.click(cancelButton() ?? expect.fail('there is no such button'))
  expect(screen.getByText('The account was not checked.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Check again' }))
  expect(again).toHaveBeenCalledOnce()
})
