import { describe, expect, test } from 'vitest'
import { diagramName, layoutHops, wrapLabel } from '../../../renderer/diagrams/layout.ts'

const hops = [
  { kind: 'load-generator', label: 'wrk' },
  { kind: 'api-gateway', label: 'REST API, HTTPS' },
  { kind: 'load-balancer', label: 'Classic load balancer, HTTP' },
  { kind: 'origin', label: 'nginx' },
] as const

describe.each(['small', 'large'] as const)('a %s diagram', (size) => {
  const layout = layoutHops(hops, size)

  test('places the hops in a row, inside of its frame, with an arrow between each two', () => {
    expect(layout.hops.map(({ kind }) => kind)).toEqual(hops.map(({ kind }) => kind))
    for (const { x, y } of layout.hops) {
      expect(x - layout.iconRadius).toBeGreaterThanOrEqual(0)
      expect(x + layout.iconRadius).toBeLessThanOrEqual(layout.width)
      expect(y + layout.iconRadius).toBeLessThan(layout.height)
    }
    expect(layout.arrows).toHaveLength(3)
    for (const [place, { fromX, toX }] of layout.arrows.entries()) {
      expect(fromX).toBeGreaterThan((layout.hops[place]?.x ?? 0) + layout.iconRadius)
      expect(toX).toBeLessThan((layout.hops[place + 1]?.x ?? 0) - layout.iconRadius)
      expect(toX).toBeGreaterThan(fromX)
    }
  })
})

test('only a large one says the labels of the scenario and frames what is private', () => {
  expect(layoutHops(hops, 'small').hops[2]?.lines).toEqual(['Load balancer'])
  expect(layoutHops(hops, 'small').privatePart).toBeNull()
  const large = layoutHops(hops, 'large')
  expect(large.hops[2]?.lines).toEqual(['Load balancer', 'Classic load', 'balancer, HTTP'])
  // What only repeats the kind is not said twice.
  expect(large.hops[3]?.lines).toEqual(['nginx'])
  expect(large.privatePart?.x).toBeGreaterThan(large.hops[2]?.x ?? 0)
  expect((large.privatePart?.x ?? 0) + (large.privatePart?.width ?? 0)).toBeLessThanOrEqual(large.width)
})

test('a long way is drawn closer, in the width of a card, and what follows a VPC link is private', () => {
  const long = [
    hops[0],
    { kind: 'api-gateway', label: 'HTTP API, HTTPS', tls: true },
    { kind: 'vpc-link', label: 'VPC link' },
    { kind: 'load-balancer', label: 'Internal, HTTP' },
    hops[3],
  ] as const
  const small = layoutHops(long, 'small')
  expect(small.width).toBeLessThan(330)
  expect(small.arrows.map(({ tls }) => tls)).toEqual([true, false, false, false])
  for (const { fromX, toX } of small.arrows) expect(toX - fromX).toBeGreaterThan(10)
  const large = layoutHops(long, 'large')
  expect(large.privatePart?.x).toBeGreaterThan(large.hops[1]?.x ?? 0)
  expect(large.privatePart?.x).toBeLessThan(large.hops[2]?.x ?? 0)
})

test('a function that clients reach themselves stands outside of the private part', () => {
  const url = { kind: 'lambda', label: 'Function URL, HTTPS', tls: true } as const
  const large = layoutHops([hops[0], url, hops[3]], 'large')
  expect(large.privatePart?.x).toBeGreaterThan((large.hops[1]?.x ?? 0) + large.iconRadius)
})

test('a way that ends at the gateway has room for its name', () => {
  const { width, hops: placed } = layoutHops(hops.slice(0, 2), 'small')
  // Eleven letters of six pixels each.
  expect(width - (placed[1]?.x ?? 0)).toBeGreaterThan(33)
})

test('labels break between words', () => {
  expect(wrapLabel('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrapLabel('extraordinarily long', 5)).toEqual(['extraordinarily', 'long'])
})

test('the name tells the whole way', () => {
  expect(diagramName({ title: 'HTTP proxy', hops: [...hops] })).toBe(
    'HTTP proxy: wrk, then API Gateway (REST API, HTTPS), ' +
      'then Load balancer (Classic load balancer, HTTP), then nginx',
  )
})
