import { describe, expect, test } from 'vitest'
import type { Deployment } from '../../../shared/deployment.ts'
import { clockText, planText, stayText, stopText, usualAfterwards } from '../../../shared/staying.ts'

const at = (hour: number, minute: number, day = 26): number => new Date(2026, 10, day, hour, minute).getTime()
const now = at(14, 32)
const hourMs = 3_600_000
const ways: Deployment['afterwards'][] = ['keep', 'tear-down']

test('real accounts are torn down when done, the practice account is kept, unless a person chooses', () => {
  expect(usualAfterwards({ kind: 'practice' })).toBe('keep')
  expect(usualAfterwards({ kind: 'environment' })).toBe('tear-down')
  expect(usualAfterwards({ kind: 'profile', profile: 'work' })).toBe('tear-down')
})

describe('a plan', () => {
  test('says what happens when the run is done, and when its lifetime is over', () => {
    expect(planText({ afterwards: 'keep', lifetimeMs: 2 * hourMs })).toBe(
      'It stays for further runs until you tear it down. 2 h after the start it is removed automatically.',
    )
    expect(planText({ afterwards: 'tear-down', lifetimeMs: 1.5 * hourMs })).toBe(
      'It is torn down when the run is done. ' +
        'Whatever exists 90 min after the start is removed automatically.',
    )
  })

  test('promises no removal to who stops a run and keeps the deployment', () => {
    expect(stopText({ afterwards: 'tear-down' })).toBe('You can stop at any time. It is then torn down.')
    expect(stopText({ afterwards: 'keep' })).toContain('if you stop the run, it stays')
  })
})

describe('a deployment', () => {
  const deployment = { expiresAtMs: at(16, 32) }

  test('that is ready says until when it stays', () => {
    for (const afterwards of ways)
      expect(stayText({ ...deployment, phase: 'ready', afterwards }, now)).toBe(
        'stays until 16:32, then it is removed automatically',
      )
  })

  test.each(['deploying', 'measuring'] as const)('that is %s says what is planned', (phase) => {
    expect(stayText({ ...deployment, phase, afterwards: 'keep' }, now)).toContain('stays until 16:32')
    expect(stayText({ ...deployment, phase, afterwards: 'tear-down' }, now)).toBe(
      'is torn down when the run is done, and at 16:32 at the latest it is removed automatically',
    )
  })

  test.each(['planned', 'removing', 'removed', 'stranded'] as const)(
    'that is %s promises nothing',
    (phase) => {
      for (const afterwards of ways) expect(stayText({ ...deployment, phase, afterwards }, now)).toBeNull()
    },
  )

  test('whose time is over, or not known, promises nothing', () => {
    expect(stayText({ expiresAtMs: now, phase: 'ready', afterwards: 'keep' }, now)).toBeNull()
    expect(stayText({ expiresAtMs: null, phase: 'ready', afterwards: 'keep' }, now)).toBeNull()
  })
})

test('a time of another day is said with its day', () => {
  expect([clockText(at(16, 2), now), clockText(at(9, 5, 27), now)]).toEqual(['16:02', '27 Nov, 09:05'])
})
