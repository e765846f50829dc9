import { describe, expect, test } from 'vitest'
import {
  creationMs,
  creationTexts,
  deletionTurnsText,
  linkRemovalMs,
  ratedInScenarios,
  ratedInStacks,
  ratedOf,
} from '../../../shared/api-turns.ts'
import type { Billable } from '../../../shared/billable.ts'

const api: Billable = { kind: 'rest-api' }
const stack = (sharedId: string | null, ...billables: Billable[]) => ({ sharedId, billables })
const way = (needs: Billable[], ...stacks: string[]) => ({ needs, stacks })

test('REST APIs and VPC links have limits of their own, HTTP APIs and load balancers have none', () => {
  expect(ratedOf(stack(null, { kind: 'instance', type: 'c6i.large' }, api))).toBe('rest-api')
  expect(ratedOf(stack('vpc-link'))).toBe('vpc-link')
  expect(ratedOf(stack(null, { kind: 'http-api' }))).toBeUndefined()
  expect(ratedOf(stack('internal-alb'))).toBeUndefined()
})

test('they are counted alike in scenarios that are chosen and in the stacks that are planned', () => {
  const counts = { 'rest-api': 2, 'vpc-link': 1 }
  const stacks = [stack(null, api), stack(null, api), stack('vpc-link'), stack(null, { kind: 'http-api' })]
  expect(ratedInStacks(stacks)).toEqual(counts)
  const ways = [way([api]), way([api], 'vpc-link'), way([{ kind: 'http-api' }], 'vpc-link'), way([])]
  expect(ratedInScenarios(ways)).toEqual(counts)
})

describe('gateways that wait for their turns', () => {
  const counts = (apis: number, links: number) => ({ 'rest-api': apis, 'vpc-link': links })

  test('add to deploying what each further API takes, and the link', () => {
    expect(creationMs(counts(0, 0), 'profile')).toBe(0)
    expect(creationMs(counts(1, 0), 'profile')).toBe(0)
    expect(creationMs(counts(3, 0), 'profile')).toBe(40_000)
    expect(creationMs(counts(3, 1), 'profile')).toBe(220_000)
    expect(creationMs(counts(0, 1), 'practice')).toBeLessThan(10_000)
  })

  test('keep the load balancer of the link for as long as the APIs before it take', () => {
    expect(linkRemovalMs(counts(4, 0))).toBe(0)
    expect(linkRemovalMs(counts(2, 1))).toBe(62_000)
  })

  test('are told of, each with how long it takes', () => {
    expect(creationTexts(counts(1, 0), 'profile')).toEqual([])
    const [turns = '', link = ''] = creationTexts(counts(2, 1), 'profile')
    expect(turns).toContain('2 REST APIs one after another')
    expect(turns).toContain('about 20 s more')
    expect(link).toContain('some minutes')
    expect(creationTexts(counts(0, 1), 'practice')).toEqual([expect.stringContaining('a moment')])
    expect(deletionTurnsText(1, 31_000)).toBeNull()
    expect(deletionTurnsText(3, 31_000)).toContain('about 62 s more')
  })
})
