import { describe, expect, test } from 'vitest'
import { longStepMs, stepNotice } from '../../../electron/desktop/step-notice.ts'
import type { Phase } from '../../../shared/lifecycle.ts'
import type { Known } from '../../../shared/run-name.ts'
import { deploymentIn } from './examples.ts'

const known: Known = {
  experiments: [],
  scenarios: [
    { id: 'elb', title: 'Load balancer' },
    { id: 'http-proxy', title: 'HTTP proxy' },
  ],
}

const failure = { stack: null, resource: null, reason: 'No address is left', resources: [], console: null }
const notice = (from: Phase, to: Phase, { tookMs = 95_000, focused = false, failed = false } = {}) =>
  stepNotice(
    { deployment: deploymentIn(from), sinceMs: 1000 },
    deploymentIn(to, failed ? { failure } : {}),
    1000 + tookMs,
    focused,
    known,
  )

describe('the end of a long step that nobody watches is told', () => {
  test.each([
    ['deploying', 'ready', false, 'Deployed and ready'],
    ['deploying', 'removing', true, 'Failed; tearing down'],
    ['deploying', 'removing', false, 'Stopped; tearing down'],
    ['measuring', 'ready', false, 'The measurement has ended'],
    ['removing', 'removed', false, 'Removed'],
    ['removing', 'stranded', true, 'The removal failed'],
  ] as const)('%s → %s, failed %s', (from, to, failed, title) => {
    expect(notice(from, to, { failed })?.title).toBe(title)
  })

  test.each([
    ['incomplete', 'removing', 'The run is incomplete; tearing down'],
    ['incomplete', 'ready', 'The run is incomplete'],
    ['failed', 'ready', 'The run failed'],
    ['succeeded', 'removing', 'The run is complete; tearing down'],
  ] as const)('a run that is %s, then %s', (status, to, title) => {
    const before = { deployment: deploymentIn('measuring'), sinceMs: 0 }
    const run = { status, failure: 'Two of three gave no figure.' }
    const told = stepNotice(before, deploymentIn(to), 95_000, false, known, run)
    expect(told?.title).toBe(title)
    expect(told?.body).toContain('Two of three')
  })

  test('and that nothing is left only where the receipt says so', () => {
    const receipt = (unknown: string | null) => ({
      checkedAtMs: 1,
      accountId: '123456789012',
      region: 'us-west-2',
      checks: [{ service: 'EC2', how: 'by tag', found: [], unknown }],
      leftBehind: [],
      stays: [],
    })
    const before = { deployment: deploymentIn('removing'), sinceMs: 0 }
    const title = (unknown: string | null) =>
      stepNotice(before, deploymentIn('removed', { receipt: receipt(unknown) }), 95_000, false, known)?.title
    expect([title(null), title('not allowed')]).toEqual(['Removed: nothing is left', 'Removed'])
    const { body } =
      stepNotice(
        before,
        deploymentIn('removed', { receipt: receipt('not allowed') }),
        95_000,
        false,
        known,
      ) ?? {}
    expect(body).toMatch(/: Nothing was found, but not everything is known\./)
  })

  test('with what, how long, and why it failed', () => {
    expect(notice('measuring', 'ready')?.body).toBe('Load balancer, after 1 min 35 s')
    expect(notice('deploying', 'removing', { failed: true, tookMs: longStepMs })?.body).toBe(
      'Load balancer, after 30 s: No address is left',
    )
    expect(notice('measuring', 'ready', { tookMs: 119_700 })?.body).toBe('Load balancer, after 2 min 0 s')
  })
})

test('nothing is told of what was short, watched, still going on, not known before, or no work', () => {
  expect(notice('deploying', 'ready', { tookMs: longStepMs - 1 })).toBeUndefined()
  expect(notice('deploying', 'ready', { focused: true })).toBeUndefined()
  expect(notice('deploying', 'deploying')).toBeUndefined()
  expect(notice('ready', 'measuring')).toBeUndefined()
  expect(notice('stranded', 'removing')).toBeUndefined()
  expect(stepNotice(undefined, deploymentIn('ready'), 1e6, false, known)).toBeUndefined()
})
