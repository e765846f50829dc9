import { describe, expect, test } from 'vitest'
import { href, parseRoute, pathOf, planSteps, type Route, routes as table } from '../../../renderer/router.ts'

const routes: Route[] = [
  { screen: 'home' },
  { screen: 'deployments' },
  { screen: 'sweep' },
  { screen: 'deployment', id: 'd-1a2b' },
  { screen: 'result', id: 'r 1/2?#,é' },
  { screen: 'compare', ids: ['r-1', 'r-2'] },
  { screen: 'compare', ids: ['r-1', 'r,2', 'r/3', 'r-4', 'r-5', 'r-6'] },
  { screen: 'settings' },
  { screen: 'today', topic: null },
  { screen: 'today', topic: 'addresses' },
  { screen: 'glossary', term: null },
  { screen: 'glossary', term: 'percentile' },
  ...planSteps.map((step): Route => ({ screen: 'plan', id: 'd-1', step })),
]

test('every screen of the table is tried below', () => {
  expect(new Set(routes.map(({ screen }) => screen))).toEqual(new Set(Object.keys(table)))
})

describe('parseRoute', () => {
  test.each(routes)('reads what href writes: %o', (route) => {
    expect(parseRoute(href(route))).toEqual(route)
  })

  test.each(['', '#', '#/'])('opens Home for %o', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'home' })
  })

  test('begins a plan with its question', () => {
    expect(parseRoute('#/plan/d-1')).toEqual({ screen: 'plan', id: 'd-1', step: 'question' })
  })

  test('compares each run once', () => {
    expect(parseRoute('#/compare/a,b,a,,b')).toEqual({ screen: 'compare', ids: ['a', 'b'] })
  })

  test.each([
    '#/plan',
    '#/plan/a/question/more',
    '#/plan/d-1/deploy',
    '#/plan/d-1/load/more',
    '#/runs',
    '#/runs/a/b',
    '#/compare',
    '#/compare/a',
    '#/compare/a,a',
    '#/compare/a,b,c,d,e,f,g',
    '#/settings/theme',
    '#/sweep/all',
    '#/nowhere',
    '#/runs/%E0%A4%A',
  ])('knows nothing at %s, and says which address it was', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'unknown', path: hash.slice(1) })
  })
})

test('an address is a path behind a hash', () => {
  expect(href('/settings')).toBe('#/settings')
  expect(href({ screen: 'result', id: 'a/b' })).toBe('#/runs/a%2Fb')
  expect(pathOf({ screen: 'unknown', path: '/nowhere' })).toBe('/nowhere')
})
