import { describe, expect, test } from 'vitest'
import { scenarioStyle, shapes } from '../../../shared/scenario-style.ts'
import { contrast, distance, seenBy, type Theme, tokenRgb, type Vision } from './colors.ts'

const themes: Theme[] = ['light', 'dark']
const grounds = ['color-ground', 'color-surface', 'color-sunken']
const scenarios = ['elb', 'lambda-256', 'lambda-512', 'lambda-1024', 'http-proxy']

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

  test.each(shapes.map((_, index) => `scenario-${index + 1}`))(
    '%s can be seen on every ground (WCAG AA, 3:1)',
    (name) => {
      for (const ground of grounds) expect(between(name, ground)).toBeGreaterThanOrEqual(3)
    },
  )

  test.each<Vision>(['usual', 'protanopia', 'deuteranopia', 'tritanopia'])(
    'the scenarios of 2017 differ in colour for %s',
    (vision) => {
      const colors = scenarios.map((id) => seenBy(vision, tokenRgb(scenarioStyle(id).token.slice(2), theme)))
      for (const [at, one] of colors.entries())
        for (const [offset, other] of colors.slice(at + 1).entries())
          expect(distance(one, other), `${scenarios[at]} and ${scenarios[at + 1 + offset]}`).toBeGreaterThan(
            0.09,
          )
    },
  )
})

test('every scenario of 2017 has a colour, a shape and a stroke of its own', () => {
  const styles = scenarios.map(scenarioStyle)
  for (const part of ['color', 'shape', 'dash'] as const)
    expect(new Set(styles.map((style) => String(style[part]))).size).toBe(styles.length)
})

test('a scenario that comes later keeps its style, and takes none of the first five', () => {
  const first = new Set(scenarios.map((id) => scenarioStyle(id).shape))
  for (const id of ['http-api', 'vpc-link', 'lambda-url', 'alb']) {
    expect(scenarioStyle(id)).toEqual(scenarioStyle(id))
    expect(first).not.toContain(scenarioStyle(id).shape)
  }
})
