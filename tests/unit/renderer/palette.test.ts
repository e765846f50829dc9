import { describe, expect, test } from 'vitest'
import { scenarioStyle, shapes } from '../../../shared/scenario-style.ts'
import { contrast, distance, seenBy, type Theme, tokenRgb, type Vision } from './colors.ts'

const themes: Theme[] = ['light', 'dark']
const grounds = ['color-ground', 'color-surface', 'color-sunken']
const experiments: Record<string, string[]> = {
  'proxy-2017': ['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy'],
  'front-doors': [
    'alb-https',
    'rest-vpc-link',
    'http-vpc-link',
    'http-lambda',
    'http-proxy',
    'own-gateway',
    'rest-mock',
  ],
  'what-is-tls': ['elb', 'elb-https', 'alb-https'],
  functions: ['function-url', 'http-lambda', 'lambda-1024'],
}
const colorNames = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => `scenario-${index}`)

/** Text and what it stands on. */
const texts: [string, string[]][] = [
  ['color-text', [...grounds, 'color-accent-soft']],
  ['color-muted', grounds],
  ['color-accent', [...grounds, 'color-accent-soft']],
  ['color-accent-strong', [...grounds, 'color-accent-soft']],
  ['color-on-accent', ['color-accent', 'color-accent-strong']],
  ['color-on-bad', ['color-bad']],
  ['color-good', ['color-good-soft', 'color-surface']],
  ['color-warning', ['color-warning-soft', 'color-surface']],
  ['color-partial', ['color-partial-soft', 'color-surface']],
  ['color-bad', ['color-bad-soft', 'color-surface']],
]

describe.each(themes)('in the %s theme', (theme) => {
  const between = (one: string, other: string): number =>
    contrast(tokenRgb(one, theme), tokenRgb(other, theme))

  test.each(texts.flatMap(([text, behind]) => behind.map((ground) => [text, ground] as const)))(
    '%s can be read on %s (WCAG AA, 4.5:1)',
    (text, ground) => {
      expect(between(text, ground)).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(['color-edge', 'color-focus', 'color-accent'])(
    '%s can be seen on every ground (WCAG AA, 3:1)',
    (name) => {
      for (const ground of ['color-ground', 'color-surface'])
        expect(between(name, ground)).toBeGreaterThanOrEqual(3)
    },
  )

  test.each(colorNames)('%s can be seen on every ground (WCAG AA, 3:1)', (name) => {
    for (const ground of grounds) expect(between(name, ground)).toBeGreaterThanOrEqual(3)
  })

  test.each<Vision>(['usual', 'protanopia', 'deuteranopia', 'tritanopia'])(
    'all colours of scenarios differ for %s',
    (vision) => {
      const colors = colorNames.map((name) => seenBy(vision, tokenRgb(name, theme)))
      for (const [at, one] of colors.entries())
        for (const [offset, other] of colors.slice(at + 1).entries())
          expect(distance(one, other), `${at + 1} and ${at + offset + 2}`).toBeGreaterThan(0.09)
    },
  )
})

test.each(Object.entries(experiments))('the scenarios of %s differ in colour, shape and stroke', (_, ids) => {
  const styles = ids.map(scenarioStyle)
  for (const part of ['color', 'shape', 'dash'] as const)
    expect(new Set(styles.map((style) => String(style[part]))).size).toBe(ids.length)
})

test('each bundled scenario has a shape of its own', () => {
  const ids = [...new Set(Object.values(experiments).flat())]
  expect(new Set(ids.map((id) => scenarioStyle(id).shape)).size).toBe(ids.length)
  expect(ids).toHaveLength(shapes.length)
})

test('a scenario that comes later keeps its style, and takes none of the first five', () => {
  const first = new Set((experiments['proxy-2017'] ?? []).map((id) => scenarioStyle(id).shape))
  for (const id of ['http-api', 'vpc-link', 'lambda-url', 'alb', 'constructor']) {
    expect(scenarioStyle(id)).toEqual(scenarioStyle(id))
    expect(first).not.toContain(scenarioStyle(id).shape)
  }
})
