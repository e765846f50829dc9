import { describe, expect, test } from 'vitest'
import { personPolicy } from '../../../../electron/engine/policy/policies.ts'
import { questionsOf, withoutBoundary } from '../../../../electron/engine/policy/questions.ts'

const place = { accountId: '123456789012', region: 'eu-west-1' }
const at = { deploymentId: 'd1', region: place.region }

describe('the questions to the simulator', () => {
  const questions = questionsOf(personPolicy(place), at)

  test('have no wildcard in any ARN or value', () => {
    for (const { resources, context } of questions) {
      for (const resource of resources)
        expect(resource === '*' || !resource.includes('*'), resource).toBe(true)
      for (const value of Object.values(context)) expect(value).not.toContain('*')
    }
  })

  test('hold every action of the policy', () => {
    const asked = new Set(questions.flatMap(({ actions }) => actions))
    expect([...asked].toSorted()).toEqual(
      [...new Set(personPolicy(place).Statement.flatMap(({ Action }) => Action))].toSorted(),
    )
  })

  test('ask for each service that a role is passed to', () => {
    const passing = questions.filter(({ actions }) => actions.includes('iam:PassRole'))
    expect(passing.map(({ resources, context }) => [resources, context])).toEqual(
      ['cloudformation.amazonaws.com', 'scheduler.amazonaws.com'].map((service) => [
        ['arn:aws:iam::123456789012:role/sluice/d1/guard/d1'],
        { 'aws:RequestedRegion': 'us-east-1', 'iam:PassedToService': service },
      ]),
    )
  })

  test('of an account without the boundary ask what then happens', () => {
    const boundaries = (asked: typeof questions) =>
      asked.flatMap(({ context }) => context['iam:PermissionsBoundary'] ?? [])
    expect(boundaries(questions)).toEqual(['arn:aws:iam::123456789012:policy/sluice-boundary'])
    const bare = withoutBoundary(questions, place, 'd1')
    expect(boundaries(bare)).toEqual([])
    expect(bare.at(-1)).toMatchObject({ resources: ['arn:aws:iam::123456789012:policy/sluice/d1/guard/d1'] })
  })

  test('ask IAM in its own Region, and nothing else there', () => {
    for (const { actions, context } of questions) {
      const requested = context['aws:RequestedRegion']
      for (const action of actions)
        expect([action, requested]).toEqual([action, action.startsWith('iam:') ? 'us-east-1' : 'eu-west-1'])
    }
  })
})
