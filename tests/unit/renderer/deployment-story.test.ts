import { describe, expect, test } from 'vitest'
import type { Deployment, Stack, StackStep } from '../../../shared/deployment.ts'
import { chapterStates, phaseSentence } from '../../../renderer/screens/deployment/story.ts'
import { resourceCounts, stackTitle } from '../../../renderer/screens/deployment/stack-titles.ts'
import { spanOf, timelineOf } from '../../../renderer/screens/deployment/timeline.ts'
import type { Run } from '../../../shared/run.ts'
import { aDeployment, aStack } from '../../examples.ts'

const stack = (name: string, status: string): Stack => aStack({ name, status })
let seq = 0
const step = (atMs: number, name: string, logicalId: string, status: string, reason = ''): StackStep => {
  seq += 1
  const type = logicalId === name ? 'AWS::CloudFormation::Stack' : 'AWS::EC2::VPC'
  return { seq, atMs, deploymentId: 'd', stack: name, logicalId, type, status, reason }
}

describe('the timeline', () => {
  const steps = [
    step(1000, 'one', 'one', 'CREATE_IN_PROGRESS'),
    step(1100, 'one', 'Vpc', 'CREATE_IN_PROGRESS'),
    step(1150, 'one', 'Vpc', 'CREATE_IN_PROGRESS', 'Resource creation Initiated'),
    step(1400, 'one', 'Vpc', 'CREATE_COMPLETE'),
    step(1500, 'one', 'one', 'CREATE_COMPLETE'),
    step(2000, 'two', 'two', 'CREATE_IN_PROGRESS'),
    step(2100, 'two', 'Subnet', 'CREATE_IN_PROGRESS'),
  ]
  const stacks = [
    stack('one', 'CREATE_COMPLETE'),
    stack('two', 'CREATE_IN_PROGRESS'),
    stack('three', 'PLANNED'),
  ]

  test('fills in from the steps', () => {
    const [one, two, three] = timelineOf(stacks, steps, 'create', true)
    expect(one).toMatchObject({ state: 'done', startedAtMs: 1000, endedAtMs: 1500 })
    expect(one?.resources).toEqual([
      {
        logicalId: 'Vpc',
        type: 'AWS::EC2::VPC',
        state: 'done',
        startedAtMs: 1100,
        endedAtMs: 1400,
        reason: '',
      },
    ])
    expect(two).toMatchObject({
      state: 'going',
      startedAtMs: 2000,
      endedAtMs: null,
      resources: [{ logicalId: 'Subnet', state: 'going' }],
    })
    expect(three).toMatchObject({ state: 'waiting', startedAtMs: null, resources: [] })
  })

  test('spans from the first step to now while something goes on', () => {
    expect(spanOf(timelineOf(stacks, steps, 'create', true), 9000)).toEqual({ fromMs: 1000, toMs: 9000 })
    expect(spanOf(timelineOf(stacks.slice(0, 1), steps, 'create', true), 9000)).toEqual({
      fromMs: 1000,
      toMs: 2000,
    })
    expect(spanOf(timelineOf(stacks, [], 'create', true), 9000)).toBeNull()
  })

  test('keeps the failure of the making apart from the removal that follows', () => {
    const failed = [
      ...steps,
      step(2500, 'two', 'Route', 'CREATE_FAILED', 'The quota is used up.'),
      step(2510, 'two', 'Subnet', 'CREATE_FAILED', 'Resource creation cancelled'),
      step(2520, 'two', 'two', 'CREATE_FAILED', 'The following resource(s) failed to create: [Route]'),
      step(3000, 'one', 'one', 'DELETE_IN_PROGRESS'),
      step(3100, 'one', 'Vpc', 'DELETE_IN_PROGRESS'),
      step(3300, 'one', 'Vpc', 'DELETE_COMPLETE'),
    ]
    const created = timelineOf(stacks, failed, 'create', true)
    expect(created.map(({ state }) => state)).toEqual(['done', 'failed', 'waiting'])
    expect(created[1]?.resources.map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'Resource creation cancelled'],
      ['failed', 'The quota is used up.'],
    ])
    const [one, two, three] = timelineOf(stacks, failed, 'delete', true)
    expect(one).toMatchObject({
      state: 'going',
      resources: [{ logicalId: 'Vpc', state: 'done', startedAtMs: 3100 }],
    })
    expect(two?.state).toBe('waiting')
    // It was never made: nothing of it has to go.
    expect(three?.state).toBe('done')
  })

  test('a stack that rolls back has failed, and what was cut off by it was given up', () => {
    const rolledBack = [
      ...steps,
      step(2500, 'two', 'Route', 'CREATE_FAILED', 'The quota is used up.'),
      step(2600, 'two', 'two', 'ROLLBACK_IN_PROGRESS', 'Rollback requested by user.'),
      step(2700, 'two', 'Subnet', 'DELETE_COMPLETE'),
      step(2800, 'two', 'two', 'ROLLBACK_COMPLETE'),
    ]
    const [one, two] = timelineOf(stacks, rolledBack, 'create', false)
    expect(one?.state).toBe('done')
    expect(two).toMatchObject({ state: 'failed', endedAtMs: 2600, reason: 'Rollback requested by user.' })
    expect(two?.resources.map(({ logicalId, state }) => [logicalId, state])).toEqual([
      ['Subnet', 'stopped'],
      ['Route', 'failed'],
    ])
  })

  test('a stack that is deleted at its first failure has failed, and the one beside it was cut off', () => {
    const stackStep = (atMs: number, name: string, status: string) => step(atMs, name, name, status)
    const deletedAtOnce = [
      stackStep(2000, 'one', 'CREATE_IN_PROGRESS'),
      stackStep(2000, 'two', 'CREATE_IN_PROGRESS'),
      step(2100, 'one', 'Instance', 'CREATE_IN_PROGRESS'),
      step(2100, 'two', 'Route', 'CREATE_IN_PROGRESS'),
      step(2500, 'two', 'Route', 'CREATE_FAILED', 'The quota is used up.'),
      stackStep(2600, 'one', 'DELETE_IN_PROGRESS'),
      stackStep(2600, 'two', 'DELETE_IN_PROGRESS'),
      step(2700, 'one', 'Instance', 'CREATE_FAILED', 'Resource creation cancelled'),
    ]
    const [one, two] = timelineOf(stacks, deletedAtOnce, 'create', false)
    expect(one).toMatchObject({ state: 'stopped', resources: [{ logicalId: 'Instance', state: 'stopped' }] })
    expect(two).toMatchObject({ state: 'failed', endedAtMs: 2500, resources: [{ state: 'failed' }] })
  })

  test('a removal that failed and is tried again goes on', () => {
    const again = [
      step(10, 'one', 'Vpc', 'DELETE_FAILED', 'It has dependencies.'),
      step(11, 'one', 'one', 'DELETE_FAILED', 'Vpc'),
      step(20, 'one', 'one', 'DELETE_IN_PROGRESS'),
      step(21, 'one', 'Vpc', 'DELETE_IN_PROGRESS'),
    ]
    const lines = timelineOf([stack('one', 'DELETE_IN_PROGRESS')], again, 'delete', true)
    expect(lines[0]).toMatchObject({
      state: 'going',
      endedAtMs: null,
      resources: [{ state: 'going', reason: '' }],
    })
  })
})

const lambdaStack = (scenarioId: string) => ({ kind: 'scenario', scenarioId, sharedId: null }) as const

test('templates that several stacks share count for each of them', () => {
  const counts = resourceCounts([
    { stacks: [{ kind: 'base', scenarioId: null, sharedId: null }], resources: [1, 2, 3] },
    {
      stacks: ['lambda-256', 'lambda-512'].map(lambdaStack),
      resources: [1, 2],
    },
  ])
  expect(Object.fromEntries(counts)).toEqual({ base: 3, 'lambda-256': 2, 'lambda-512': 2 })
})

test('stacks are called by what they are for', () => {
  expect(stackTitle({ kind: 'base', scenarioId: null, sharedId: null }, [])).toContain('network')
  expect(stackTitle(lambdaStack('lambda-256'), [])).toBe('lambda-256')
  const link = { kind: 'shared', scenarioId: null, sharedId: 'vpc-link' } as const
  expect(stackTitle(link, [{ id: 'vpc-link', title: 'VPC link' }])).toBe('VPC link')
})

describe('the story', () => {
  const run = (status: Run['status']): Run => ({ status }) as Run

  test('goes from deploying to the last stack gone', () => {
    expect(chapterStates('deploying', [], false)).toEqual({
      Deploy: 'now',
      Measure: 'to come',
      Result: 'to come',
      'Tear down': 'to come',
    })
    expect(chapterStates('measuring', [run('running')], false)).toMatchObject({
      Deploy: 'done',
      Measure: 'now',
      Result: 'to come',
    })
    expect(chapterStates('ready', [run('succeeded')], false)).toMatchObject({
      Measure: 'done',
      Result: 'now',
      'Tear down': 'to come',
    })
    expect(chapterStates('removed', [run('succeeded')], false)).toMatchObject({
      Measure: 'done',
      Result: 'done',
      'Tear down': 'done',
    })
  })

  test('says where it failed', () => {
    expect(chapterStates('removing', [], true)).toEqual({
      Deploy: 'failed',
      Measure: 'to come',
      Result: 'to come',
      'Tear down': 'now',
    })
    expect(chapterStates('stranded', [run('succeeded')], true)).toMatchObject({
      Deploy: 'done',
      'Tear down': 'failed',
    })
  })

  test('has a sentence for where it stands, which promises no more than the receipt', () => {
    const account = { kind: 'profile', profile: 'p' } as const
    const receipt = (found: string[], unknown: string | null) => {
      const checks = [{ service: 'EC2', how: 'by tag', found, unknown }]
      return {
        checkedAtMs: 1,
        accountId: '123456789012',
        region: 'us-west-2',
        checks,
        leftBehind: [],
        stays: [],
      }
    }
    const removed = (changes: Partial<Deployment>) =>
      phaseSentence(aDeployment({ phase: 'removed', ...changes }), 0)
    expect(removed({ receipt: receipt([], null) })).toBe(
      'Nothing of this deployment is left on this machine.',
    )
    expect(removed({ account, receipt: receipt([], null) })).toContain('in the account')
    for (const unproven of [receipt(['eni-1'], null), receipt([], 'not allowed'), null])
      expect(removed({ account, receipt: unproven })).not.toContain('Nothing')
  })

  test('until it is removed says how long it stays, and what is planned', () => {
    const sentence = (changes: Partial<Deployment>) =>
      phaseSentence(aDeployment({ expiresAtMs: 3_600_000, ...changes }), 0)
    expect(sentence({ phase: 'ready' })).toMatch(
      /answered\. The deployment stays until .*removed automatically/,
    )
    expect(sentence({ phase: 'measuring', afterwards: 'tear-down' })).toContain(
      'is torn down when the run is done',
    )
    expect(sentence({ phase: 'stranded' })).not.toContain('automatically')
  })
})
