import { describe, expect, test } from 'vitest'
import { quitQuestion, teardownState } from '../../../electron/desktop/quit-question.ts'
import type { Phase } from '../../../shared/lifecycle.ts'
import { deploymentIn } from './examples.ts'

const live = (...phases: Phase[]) => phases.map((phase, index) => deploymentIn(phase, { id: `d-${index}` }))

describe('the question before Sluice ends', () => {
  test('is not asked when nothing is live', () => {
    expect(quitQuestion([])).toBeUndefined()
  })

  test('offers to tear down, to keep and to stay', () => {
    expect(quitQuestion(live('ready'))).toEqual({
      message: 'A deployment is still live',
      detail: 'If you keep it, you find it here when Sluice starts again.',
      choices: [
        { label: 'Tear down and quit', answer: 'tear-down' },
        { label: 'Keep', answer: 'keep' },
        { label: 'Cancel', answer: 'cancel' },
      ],
    })
    const expiresAtMs = new Date(2026, 4, 3, 14, 5).getTime()
    const now = new Date(2026, 4, 3, 12, 5).getTime()
    const one = quitQuestion([deploymentIn('ready', { expiresAtMs })], now)
    expect(one?.choices[1]?.label).toBe('Keep until 14:05')
    expect(one?.detail).toContain('It stays until 14:05, then it is removed automatically.')
    const two = [deploymentIn('ready', { expiresAtMs, id: 'd-1' }), deploymentIn('stranded', { expiresAtMs })]
    expect(quitQuestion(two, now)?.choices[1]?.label).toBe('Keep, the first until 14:05')
    expect(
      quitQuestion(two, now)?.detail.match(/Deployment d-1 stays until 14:05|removed automatically/g),
    ).toEqual(['Deployment d-1 stays until 14:05', 'removed automatically'])
    expect(quitQuestion(live('ready', 'stranded'))?.message).toBe('2 deployments are still live')
  })

  test('says what becomes of a run, and of a deployment that is not complete', () => {
    expect(quitQuestion(live('ready', 'measuring'))?.detail).toContain('A run is in progress')
    expect(quitQuestion(live('deploying'))?.detail).toContain('still in progress')
  })

  test('offers to wait where a teardown is all that goes on', () => {
    const question = quitQuestion(live('removing'))
    expect(question?.message).toBe('A deployment is being torn down')
    expect(question?.choices.map(({ label }) => label)).toEqual(['Quit when done', 'Quit now', 'Cancel'])
    expect(quitQuestion(live('removing', 'ready'))?.choices[0]?.label).toBe('Tear down and quit')
  })

  test('says that AWS is paid for, and says nothing of it for the practice account', () => {
    const account = { kind: 'profile', profile: 'work' } as const
    expect(quitQuestion([deploymentIn('ready', { account })])?.detail).toContain('cost money')
    expect(quitQuestion([deploymentIn('removing', { account })])?.detail).not.toContain('cost money')
    expect(quitQuestion(live('ready'))?.detail).not.toContain('money')
  })
})

test.each([
  [[], 'over'],
  [['removing'], 'going-on'],
  [['measuring', 'stranded'], 'going-on'],
  [['stranded', 'stranded'], 'failed'],
] as const)('a teardown that leaves %j is %s', (phases, state) => {
  expect(teardownState(live(...phases))).toBe(state)
})
